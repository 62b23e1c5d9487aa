// Volumes as a list shows them, with the containers that have each.

import { z } from 'zod';
import type { VolumeRow } from '../../../preload/contract/volumes.ts';
import { listContainers } from '../containers/rows.ts';
import type { Engine } from '../docker.ts';

/** GET /volumes; fields we do not use are left alone. */
const Answer = z.object({
  Volumes: z
    .array(
      z.object({
        Name: z.string(),
        Driver: z.string(),
        Mountpoint: z.string(),
        CreatedAt: z.string().nullish(),
        Labels: z.record(z.string(), z.string()).nullish(),
      }),
    )
    .nullish(),
});

export async function listVolumes(engine: Engine): Promise<VolumeRow[]> {
  const [answer, containers] = await Promise.all([
    engine.ask((docker) => docker.listVolumes()),
    listContainers(engine),
  ]);
  return (Answer.parse(answer).Volumes ?? []).map(({ Name, Driver, Mountpoint, CreatedAt, Labels }) => {
    const labels = Labels ?? {};
    const project = labels['com.docker.compose.project'];
    return {
      name: Name,
      driver: Driver,
      mountpoint: Mountpoint,
      createdMs: CreatedAt == null ? 0 : Date.parse(CreatedAt),
      labels,
      ...(project === undefined ? {} : { project }),
      usedBy: containers.filter(({ volumes }) => volumes.includes(Name)).map(({ name }) => name),
    };
  });
}
