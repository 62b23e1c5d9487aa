// Volumes as a list shows them, with the containers that have each.

import { z } from 'zod';
import type { VolumeRow } from '../../../preload/contract/volumes.ts';
import { listContainers } from '../containers/rows.ts';
import type { Engine } from '../docker.ts';

/** One of GET /volumes; fields we do not use are left alone. */
const Summary = z.object({
  Name: z.string(),
  Driver: z.string(),
  Mountpoint: z.string(),
  CreatedAt: z.string().nullish(),
  Labels: z.record(z.string(), z.string()).nullish(),
});
const Answer = z.object({ Volumes: z.array(Summary).nullish() });

export async function listVolumes(engine: Engine): Promise<VolumeRow[]> {
  const [answer, containers] = await Promise.all([
    engine.ask((docker) => docker.listVolumes()),
    listContainers(engine),
  ]);
  const usersOf = (name: string) => containers.filter(({ volumes }) => volumes.includes(name));
  return (Answer.parse(answer).Volumes ?? []).map((volume) =>
    rowOf(
      volume,
      usersOf(volume.Name).map(({ name }) => name),
    ),
  );
}

function rowOf(
  { Name, Driver, Mountpoint, CreatedAt, Labels }: z.output<typeof Summary>,
  usedBy: string[],
): VolumeRow {
  const labels = Labels ?? {};
  const project = labels['com.docker.compose.project'];
  return {
    name: Name,
    driver: Driver,
    mountpoint: Mountpoint,
    createdMs: typeof CreatedAt === 'string' ? Date.parse(CreatedAt) : 0,
    labels,
    ...(project === undefined ? {} : { project }),
    usedBy,
  };
}
