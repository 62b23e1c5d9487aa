// What is done to networks: made, removed, pruned, joined and left by containers, looked at.

import { z } from 'zod';
import type { Pruned } from '../../../preload/contract/lists.ts';
import type { Engine } from '../docker.ts';

export interface NewNetwork {
  name: string;
  driver: string;
  /** Without a way out of the machine. */
  internal: boolean;
  /** In CIDR form: `10.5.0.0/16`; the engine's choice if left out. */
  subnet?: string | undefined;
  gateway?: string | undefined;
}

/** @throws E_CONFLICT for a name that is taken, E_ENGINE_REFUSED for addresses that are */
export async function createNetwork(engine: Engine, network: NewNetwork): Promise<void> {
  const { name, driver, internal, subnet, gateway } = network;
  const config = {
    ...(subnet === undefined ? {} : { Subnet: subnet }),
    ...(gateway === undefined ? {} : { Gateway: gateway }),
  };
  const addresses = Object.keys(config).length === 0 ? {} : { IPAM: { Driver: 'default', Config: [config] } };
  await engine.ask((docker) =>
    docker.createNetwork({
      Name: name,
      Driver: driver,
      Internal: internal,
      // Engines before API 1.44 made two of the same name unless they were told to look.
      CheckDuplicate: true,
      ...addresses,
    }),
  );
}

/** @throws E_NOT_FOUND, E_ENGINE_REFUSED for one of the engine's own or one with containers on it */
export async function removeNetwork(engine: Engine, network: string): Promise<void> {
  await engine.ask((docker) => docker.getNetwork(network).remove());
}

/** Removes the networks that no container is on. */
export async function pruneNetworks(engine: Engine): Promise<Pruned> {
  const answer = await engine.ask((docker) => docker.pruneNetworks());
  const { NetworksDeleted } = z.object({ NetworksDeleted: z.array(z.string()).nullish() }).parse(answer);
  return { removed: NetworksDeleted ?? [], freedBytes: 0 };
}

/** @throws E_NOT_FOUND, E_ENGINE_REFUSED if it is on it already */
export async function connectToNetwork(engine: Engine, network: string, container: string): Promise<void> {
  await engine.ask((docker) => docker.getNetwork(network).connect({ Container: container }));
}

/** @param force also a container that is gone, or does not answer */
export async function disconnectFromNetwork(
  engine: Engine,
  network: string,
  container: string,
  force: boolean,
): Promise<void> {
  await engine.ask((docker) => docker.getNetwork(network).disconnect({ Container: container, Force: force }));
}

/** @throws E_NOT_FOUND */
export async function inspectNetwork(engine: Engine, network: string): Promise<Record<string, unknown>> {
  return z
    .record(z.string(), z.unknown())
    .parse(await engine.ask((docker) => docker.getNetwork(network).inspect()));
}
