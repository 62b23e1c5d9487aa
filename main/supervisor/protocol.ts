// What may be asked of a machine's supervisor over its socket.

import { z } from 'zod';
import { call, stream } from '../../preload/contract/define.ts';
import { Accelerator, StartEvent, StartStage } from '../../preload/contract/machines.ts';

/** Raised when an older client could misread an answer. */
export const PROTOCOL_VERSION = 1;

export const TcpForward = z.object({ hostPort: z.int(), guestPort: z.int() });

const SupervisorState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stopped') }),
  z.object({ kind: z.literal('starting'), stage: StartStage }),
  z.object({ kind: z.literal('running'), sinceMs: z.number(), accelerator: Accelerator }),
  z.object({ kind: z.literal('stopping') }),
  z.object({ kind: z.literal('aborted'), cause: z.string() }),
  z.object({ kind: z.literal('paused'), cause: z.string() }),
]);

export const SupervisorStatus = z.object({
  state: SupervisorState,
  supervisorPid: z.int(),
  vmPid: z.int().optional(),
  accelerator: Accelerator.optional(),
  ports: z.object({ engine: z.int(), ssh: z.int() }),
  /** Ports of containers that are led to 127.0.0.1 now. */
  forwards: z.array(TcpForward),
  /** Ports that containers publish but the host holds already, with the reason. */
  refusedForwards: z.array(z.object({ hostPort: z.int(), cause: z.string() })),
  certificatesExpireAt: z.iso.datetime().optional(),
});
export type SupervisorStatus = z.infer<typeof SupervisorStatus>;

export const SupervisorContract = {
  hello: call(z.void(), z.object({ protocol: z.int(), pid: z.int(), version: z.string() })),
  status: call(z.void(), SupervisorStatus),
  /** Starts the VM, or joins the start under way, or ends at once if it runs; a failed start ends the stream with its error. */
  start: stream(z.object({ bootTimeoutMs: z.int().positive().optional() }), StartEvent),
  /** Ends the VM, then the supervisor. `force` pulls the plug; otherwise the guest is asked first, then QEMU, then SIGKILL. */
  stop: call(
    z.object({ force: z.boolean() }),
    z.object({ how: z.enum(['guest', 'quit', 'killed', 'was-stopped']), ms: z.number() }),
  ),
  /** Makes new certificates and restarts the engine alone; containers go on running. */
  renewCertificates: call(z.void(), z.object({ expireAt: z.iso.datetime() })),
};
