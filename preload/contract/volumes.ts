// Volumes: what the engine keeps beside its containers, who uses it, and ways in and out of it.

import { z } from 'zod';
import { call, stream } from './define.ts';
import { GuestPath, HostPath, MachineName, ObjectName } from './ids.ts';
import { FileEntry } from './containers.ts';
import { listChange, Outcome, Pruned, Transfer } from './lists.ts';

export const VolumeRow = z.object({
  name: z.string(),
  driver: z.string(),
  mountpoint: z.string(),
  /** Milliseconds since 1970. */
  createdMs: z.number(),
  labels: z.record(z.string(), z.string()),
  /** Compose's project, where it is of one. */
  project: z.string().optional(),
  /** Names of containers that have it, running or not. */
  usedBy: z.array(z.string()),
});
export type VolumeRow = z.infer<typeof VolumeRow>;

const OfMachine = z.object({ machine: MachineName });
const OfVolume = OfMachine.extend({ volume: ObjectName });

export const VolumesContract = {
  watch: stream(OfMachine, listChange(VolumeRow)),
  /** Bytes of each, by name. The engine walks through all of them for it, so it is asked for, never listed along. */
  sizes: call(OfMachine, z.record(z.string(), z.number())),
  create: call(OfVolume.extend({ labels: z.record(z.string(), z.string().max(4096)).optional() }), z.void()),
  remove: call(OfMachine.extend({ volumes: z.array(ObjectName).min(1).max(10_000) }), z.array(Outcome)),
  /** Anonymous volumes that nobody uses, or all of them. */
  prune: call(OfMachine.extend({ all: z.boolean() }), Pruned),
  inspect: call(OfVolume, z.record(z.string(), z.unknown())),
  listFiles: call(
    OfVolume.extend({ path: GuestPath }),
    z.object({ entries: z.array(FileEntry), truncated: z.boolean() }),
  ),
  /** All of it to a tar file of this computer. @throws E_CONFLICT if the file is there already */
  backUp: stream(OfVolume.extend({ to: HostPath }), Transfer),
  /** A tar file's content into the volume, made if there is none; files of the same name are replaced. */
  restore: stream(OfVolume.extend({ from: HostPath }), Transfer),
};
