// Networks: which there are, and which containers are on them.

import { z } from 'zod';
import { call, stream } from './define.ts';
import { ContainerId, MachineName, ObjectName } from './ids.ts';
import { listChange, Outcome, Pruned } from './lists.ts';

export const NetworkRow = z.object({
  id: z.string(),
  name: z.string(),
  driver: z.string(),
  scope: z.string(),
  internal: z.boolean(),
  /** Milliseconds since 1970. */
  createdMs: z.number(),
  subnets: z.array(z.string()),
  gateways: z.array(z.string()),
  project: z.string().optional(),
  /** Of the engine's own three (bridge, host, none), which cannot be removed. */
  builtIn: z.boolean(),
  /** Containers on it, with their address there. */
  containers: z.array(z.object({ id: z.string(), name: z.string(), address: z.string() })),
});
export type NetworkRow = z.infer<typeof NetworkRow>;

const OfMachine = z.object({ machine: MachineName });
const OfNetwork = OfMachine.extend({ network: ObjectName });

export const NetworksContract = {
  watch: stream(OfMachine, listChange(NetworkRow)),
  create: call(
    OfNetwork.extend({
      driver: z.enum(['bridge', 'macvlan', 'ipvlan']),
      internal: z.boolean(),
      subnet: z.string().max(64).optional(),
      gateway: z.string().max(64).optional(),
    }),
    z.void(),
  ),
  remove: call(OfMachine.extend({ networks: z.array(ObjectName).min(1).max(1000) }), z.array(Outcome)),
  prune: call(OfMachine, Pruned),
  connect: call(OfNetwork.extend({ container: ContainerId }), z.void()),
  disconnect: call(OfNetwork.extend({ container: ContainerId, force: z.boolean() }), z.void()),
  inspect: call(OfNetwork, z.record(z.string(), z.unknown())),
};
