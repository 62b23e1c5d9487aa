// What is done to volumes: made, removed, pruned, measured, looked at.

import { z } from 'zod';
import type { Pruned } from '../../../preload/contract/lists.ts';
import { dial } from '../dial.ts';
import type { Engine } from '../docker.ts';

/** Makes a volume of the `local` driver; one that is there already stays as it is. */
export async function createVolume(
  engine: Engine,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<void> {
  await engine.ask((docker) =>
    docker.createVolume({
      Name: name,
      Driver: 'local',
      ...(hasAny(labels) ? { Labels: { ...labels } } : {}),
    }),
  );
}

/** @throws E_NOT_FOUND, E_CONFLICT while a container has it */
export async function removeVolume(engine: Engine, name: string): Promise<void> {
  await engine.ask((docker) => docker.getVolume(name).remove());
}

const PruneAnswer = z.object({
  VolumesDeleted: z.array(z.string()).nullish(),
  SpaceReclaimed: z.number(),
});

/** Removes what no container has. @param all those with a name of their own too, not only the anonymous ones */
export async function pruneVolumes(engine: Engine, all: boolean): Promise<Pruned> {
  const options = all ? { filters: { all: ['true'] } } : {};
  const answer = await engine.ask((docker) => docker.pruneVolumes(options));
  const { VolumesDeleted, SpaceReclaimed } = PruneAnswer.parse(answer);
  return { removed: VolumesDeleted ?? [], freedBytes: SpaceReclaimed };
}

const Usage = z.object({
  Volumes: z
    .array(z.object({ Name: z.string(), UsageData: z.object({ Size: z.number() }).nullish() }))
    .nullish(),
});

/** Bytes of each by name; those whose driver cannot tell are left out. The engine walks through every file for it. */
export async function volumeSizes(engine: Engine, signal: AbortSignal): Promise<Record<string, number>> {
  const answer = await engine.ask((docker) =>
    dial(docker, { path: '/system/df', query: { type: 'volume' }, signal }),
  );
  const known = (Usage.parse(answer).Volumes ?? []).flatMap(({ Name, UsageData }) => {
    const bytes = UsageData?.Size ?? -1;
    return bytes < 0 ? [] : [[Name, bytes] as const];
  });
  return Object.fromEntries(known);
}

/** @throws E_NOT_FOUND */
export async function inspectVolume(engine: Engine, name: string): Promise<Record<string, unknown>> {
  return z
    .record(z.string(), z.unknown())
    .parse(await engine.ask((docker) => docker.getVolume(name).inspect()));
}

function hasAny(record: object): boolean {
  return Object.keys(record).length > 0;
}
