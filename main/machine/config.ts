// What a machine is made of, as config.json keeps it: sizes, ports, the accelerator asked for.

import { z } from 'zod';
import { MachineName } from '../../preload/contract/ids.ts';
import { Accelerator } from '../../preload/contract/machines.ts';

/** The layout of config.json; raised with every change an older Slipway could not read. */
export const CONFIG_SCHEMA = 1;

const Port = z.int().min(1024).max(65535);

export const MachineConfig = z.strictObject({
  schema: z.literal(CONFIG_SCHEMA),
  name: MachineName,
  /** QEMU's -uuid, by which a running VM is known to be this machine. */
  uuid: z.uuid(),
  createdAt: z.iso.datetime(),
  cpus: z.int().min(1).max(64),
  memoryMiB: z.int().min(512).max(1_048_576),
  diskGiB: z.int().min(64).max(16_384),
  /** Once made, a data disk that is missing is a loss to be told of, never a reason to make an empty one. */
  dataDisk: z.enum(['to-make', 'made']),
  accelerator: z.union([z.literal('auto'), Accelerator]),
  /** Ports of 127.0.0.1; remembered from start to start, changed only when something else holds them. */
  ports: z.strictObject({ engine: Port, ssh: Port }),
});
export type MachineConfig = z.infer<typeof MachineConfig>;

/** The keys of config.json that `slipway config set` may change. */
export type MachineSettings = Pick<MachineConfig, 'cpus' | 'memoryMiB' | 'diskGiB' | 'accelerator'>;

/** Settings to be changed: each of them, and the port at which the engine is wanted. */
export type MachineWishes = Partial<MachineSettings> & { enginePort?: number };
