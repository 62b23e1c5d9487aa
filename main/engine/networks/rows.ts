// Networks as a list shows them, with the containers on each and their addresses there.

import { z } from 'zod';
import type { NetworkRow } from '../../../preload/contract/networks.ts';
import { listAddresses, type ContainerAddress } from '../containers/rows.ts';
import type { Engine } from '../docker.ts';

/** One of GET /networks; fields we do not use are left alone. */
const Summary = z.object({
  Id: z.string(),
  Name: z.string(),
  Created: z.string(),
  Scope: z.string(),
  Driver: z.string(),
  Internal: z.boolean(),
  IPAM: z
    .object({
      Config: z.array(z.object({ Subnet: z.string().optional(), Gateway: z.string().optional() })).nullish(),
    })
    .nullish(),
  Labels: z.record(z.string(), z.string()).nullish(),
});

/** The engine's own, which cannot be removed. */
const BUILT_IN = new Set(['bridge', 'host', 'none']);

/** The list of networks does not tell who is on them; the list of containers does, so nothing is asked one by one. */
export async function listNetworks(engine: Engine): Promise<NetworkRow[]> {
  const [answer, addresses] = await Promise.all([
    engine.ask((docker) => docker.listNetworks()),
    listAddresses(engine),
  ]);
  return z
    .array(Summary)
    .parse(answer)
    .map((network) => rowOf(network, addresses));
}

function rowOf(network: z.output<typeof Summary>, addresses: readonly ContainerAddress[]): NetworkRow {
  const config = network.IPAM?.Config ?? [];
  const project = network.Labels?.['com.docker.compose.project'];
  return {
    id: network.Id,
    name: network.Name,
    driver: network.Driver,
    scope: network.Scope,
    internal: network.Internal,
    createdMs: Date.parse(network.Created),
    subnets: config.flatMap(({ Subnet }) => Subnet ?? []),
    gateways: config.flatMap(({ Gateway }) => Gateway ?? []),
    ...(project === undefined ? {} : { project }),
    builtIn: BUILT_IN.has(network.Name),
    containers: addresses
      .filter(({ network: name }) => name === network.Name)
      .map(({ id, name, address }) => ({ id, name, address })),
  };
}
