// The handle on a VM that runs, whether we started it or found it running.

import { z } from 'zod';
import type { ProcessEnd } from '../../lib/exec.ts';
import { killIfSame, type ProcessIdentity } from '../../lib/process-identity.ts';
import type { RunningVm } from '../driver.ts';
import { connectAgent } from './agent-channel.ts';
import { vmEventOf } from './events.ts';
import { addForward, listForwards, removeForward } from './forwards.ts';
import { endsWithin } from './launch.ts';
import type { QmpEvent } from './qmp-messages.ts';
import { QmpNothing, type QmpClient } from './qmp.ts';
import type { VmEvents } from './vm-events.ts';

const Status = z.object({ status: z.string() });

/** What QEMU says the VM does: running, paused, io-error, internal-error, … */
export async function queryStatus(qmp: QmpClient): Promise<string> {
  return (await qmp.execute('query-status', Status)).status;
}

/**
 * Holds on to a VM.
 * @param exited how the process ended, where it is our child; else that it is gone. It never rejects.
 */
export function holdVm(parts: {
  qmp: QmpClient;
  agentSocket: string;
  identity: ProcessIdentity;
  exited: Promise<ProcessEnd>;
  /** Called by `detach`. */
  release: () => void;
  events: VmEvents;
}): RunningVm {
  const { qmp, identity, exited, events } = parts;
  const agent = connectAgent(parts.agentSocket, (word) => events.emit({ kind: 'agent', ...word }));
  // Both channels are read to their end first, so that nothing the VM said comes after its end.
  void Promise.all([exited, qmp.closed, agent.closed]).then(([end]) =>
    events.emit({ kind: 'exited', ...end }),
  );
  return {
    identity,
    onEvent: (listener) => events.onEvent(listener),
    queryStatus: () => queryStatus(qmp),
    tellAgent: (line) => agent.tell(line),
    addForward: (forward) => addForward(qmp, forward),
    removeForward: (forward) => removeForward(qmp, forward),
    listForwards: () => listForwards(qmp),
    quit: (graceMs) => quit(qmp, identity, exited, graceMs),
    detach() {
      events.end();
      parts.release();
      agent.close();
      qmp.close();
    },
  };
}

/** Leads QMP's events to a VM's. */
export function forwardQmpEvents(events: VmEvents): (event: QmpEvent, client: QmpClient) => void {
  return (event, client) => events.emit(vmEventOf(event, () => queryStatus(client)));
}

async function quit(
  qmp: QmpClient,
  identity: ProcessIdentity,
  exited: Promise<ProcessEnd>,
  graceMs: number,
): Promise<void> {
  // QEMU closes the socket before it can answer; whether it obeyed shows in its end alone.
  void qmp.execute('quit', QmpNothing, { timeoutMs: graceMs }).catch(() => {});
  if (!(await endsWithin(exited, graceMs))) await killIfSame(identity, 'SIGKILL');
  await exited;
}
