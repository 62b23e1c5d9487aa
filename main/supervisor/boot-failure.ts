// Says in words, with a code and a next step, why a boot came to nothing.

import { fromWireError, SlipwayError } from '../../preload/contract/errors.ts';
import { assertNever } from '../lib/assert-never.ts';
import { lastWords } from './console.ts';
import type { VmEnd } from './vm-watch.ts';

export type BootFailure =
  | { kind: 'cancelled' }
  | { kind: 'late' }
  | { kind: 'ended'; end: VmEnd }
  /** QEMU holds the guest; its own word for why. */
  | { kind: 'held'; status: string }
  /** The agent's `ERROR=<CODE> <text>`. */
  | { kind: 'refused'; text: string };

export interface BootLogs {
  bootTimeoutMs: number;
  consoleLog: string;
  qemuLog: string;
}

/**
 * @returns E_CANCELLED, E_BOOT_TIMEOUT, E_GUEST_PANIC, E_VM_DIED, E_KVM_UNUSABLE, E_DISK_FULL, E_GUEST_FAILED or the
 *   guest's own code
 */
export async function explainBootFailure(failure: BootFailure, logs: BootLogs): Promise<SlipwayError> {
  const hint = `The whole console is in ${logs.consoleLog}.`;
  switch (failure.kind) {
    case 'cancelled':
      return new SlipwayError('E_CANCELLED', 'the start was stopped');
    case 'late': {
      const what = `the VM was not ready within ${Math.round(logs.bootTimeoutMs / 1000)} s`;
      return new SlipwayError('E_BOOT_TIMEOUT', await withConsole(what, logs), { hint });
    }
    case 'held':
      return explainHeld(failure.status, hint);
    case 'refused':
      return explainRefusal(failure.text, hint);
    case 'ended':
      return explainEnd(failure.end, logs, hint);
    default:
      return assertNever(failure);
  }
}

function explainHeld(status: string, hint: string): SlipwayError {
  if (status === 'internal-error') {
    return new SlipwayError('E_KVM_UNUSABLE', 'KVM could not go on with this guest (internal error)', {
      hint,
    });
  }
  if (status === 'io-error') {
    return new SlipwayError('E_DISK_FULL', 'QEMU holds the VM: the disk of this computer is full', {
      hint: 'Free some space, then start again.',
    });
  }
  return new SlipwayError('E_VM_DIED', `QEMU holds the VM (${status})`, { hint });
}

/** The guest's code may be one of ours; one that is not goes into the text. */
function explainRefusal(said: string, hint: string): SlipwayError {
  const [code = '', ...words] = said.split(' ');
  const known = fromWireError({ code, message: words.join(' '), hint });
  return known.code === 'E_INTERNAL'
    ? new SlipwayError('E_GUEST_FAILED', `the guest could not start: ${said}`, { hint })
    : known;
}

async function explainEnd(end: VmEnd, logs: BootLogs, hint: string): Promise<SlipwayError> {
  switch (end.kind) {
    case 'reset':
      return new SlipwayError('E_GUEST_PANIC', `${end.cause} while it booted`, { hint });
    case 'guest':
      return new SlipwayError('E_GUEST_FAILED', await withConsole(`${end.cause} while it booted`, logs), {
        hint,
      });
    case 'told':
    case 'died':
      return new SlipwayError('E_VM_DIED', end.cause, { hint: `QEMU's own words are in ${logs.qemuLog}.` });
    default:
      return assertNever(end);
  }
}

async function withConsole(what: string, { consoleLog }: BootLogs): Promise<string> {
  return `${what}. Its console ends with:\n${await lastWords(consoleLog)}`;
}
