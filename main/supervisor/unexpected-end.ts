// What becomes of a machine whose VM ended unasked: it rests as it is, or starts again, if need be without its accelerator.

import { setTimeout as sleep } from 'node:timers/promises';
import { SlipwayError } from '../../preload/contract/errors.ts';
import type { Accelerator } from '../../preload/contract/machines.ts';
import type { Restart } from './crashes.ts';
import type { HeldVm } from './held-vm.ts';
import type { SupervisorState } from './history.ts';
import { startMachine } from './start.ts';
import type { StartRun } from './start-run.ts';
import type { VmEnd } from './vm-watch.ts';
import type { StartContext } from './start-context.ts';

export interface Again {
  kind: 'again';
  cause: SlipwayError;
  /** Instead of asking: the one before has just failed. */
  accelerator?: Accelerator;
}

export type Consequence = Again | { kind: 'rest'; state: SupervisorState };

/** What the end of a VM leads to. */
export function consequenceOf(end: VmEnd, vm: Pick<HeldVm, 'isBrokenAccelerator' | 'record'>): Consequence {
  if (vm.isBrokenAccelerator) {
    const cause = `${vm.record.accelerator} broke while the VM ran; emulating, slower`;
    return { kind: 'again', cause: new SlipwayError('E_KVM_UNUSABLE', cause), accelerator: 'tcg' };
  }
  switch (end.kind) {
    case 'reset':
      return { kind: 'again', cause: new SlipwayError('E_GUEST_PANIC', end.cause) };
    case 'died':
      return { kind: 'again', cause: new SlipwayError('E_VM_DIED', end.cause) };
    case 'guest':
      return { kind: 'rest', state: { kind: 'stopped' } };
    case 'told':
      return { kind: 'rest', state: { kind: 'aborted', cause: end.cause } };
  }
}

/**
 * Waits as the crash policy says, then starts the machine.
 * @throws E_CANCELLED if stopped while it waits; else as startMachine does
 */
export async function startAgain(
  context: StartContext,
  run: StartRun,
  cause: SlipwayError,
  { attempt, attempts, delayMs }: Restart,
): Promise<void> {
  run.notice({ code: cause.code, text: `${cause.message}, restarting ${attempt}/${attempts}` });
  await sleep(delayMs, undefined, { signal: run.signal }).catch(() => {
    throw new SlipwayError('E_CANCELLED', 'the restart was stopped', { cause });
  });
  await startMachine(context, run);
}
