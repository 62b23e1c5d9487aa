// What is asked of containers that are there: other limits, another restart policy, an account; and that stopped ones go.

import { z } from 'zod';
import type { Pruned } from '../../../preload/contract/lists.ts';
import type { LimitChange, RunSpec } from '../../../preload/contract/run-spec.ts';
import type { Engine } from '../docker.ts';
import { limitsOf, restartPolicyOf } from './create-body.ts';

const Updated = z.object({ Warnings: z.array(z.string()).nullish() });
const PrunedContainers = z.object({
  ContainersDeleted: z.array(z.string()).nullish(),
  SpaceReclaimed: z.number().nullish(),
});

export interface ContainerUpdate {
  limits: LimitChange;
  restart?: RunSpec['restart'] | undefined;
}

/** Changes what is given, while it runs. @throws E_NOT_FOUND, E_ENGINE_REFUSED */
export async function updateContainer(
  engine: Engine,
  id: string,
  { limits, restart }: ContainerUpdate,
): Promise<{ warnings: string[] }> {
  const changes = {
    ...limitsOf(limits),
    // The engine refuses a memory limit above the one of memory and swap together, and that was set with the old one.
    ...(limits.memoryBytes === undefined ? {} : { MemorySwap: limits.memoryBytes }),
    ...(restart === undefined ? {} : { RestartPolicy: restartPolicyOf(restart) }),
  };
  const answer: unknown = await engine.ask((docker) => docker.getContainer(id).update(changes));
  return { warnings: Updated.parse(answer).Warnings ?? [] };
}

/** Removes every container that does not run. */
export async function pruneContainers(engine: Engine): Promise<Pruned> {
  const answer = PrunedContainers.parse(await engine.ask((docker) => docker.pruneContainers()));
  return { removed: answer.ContainersDeleted ?? [], freedBytes: answer.SpaceReclaimed ?? 0 };
}

/** The engine's own account of a container. @throws E_NOT_FOUND */
export async function inspectContainer(engine: Engine, id: string): Promise<Record<string, unknown>> {
  const account: unknown = await engine.ask((docker) => docker.getContainer(id).inspect());
  return z.record(z.string(), z.unknown()).parse(account);
}
