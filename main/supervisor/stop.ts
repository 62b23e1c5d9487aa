// Ends a VM: asks the guest, then tells QEMU, then kills it; each has its time, and the whole ends within 30 seconds.

import { SlipwayError } from '../../preload/contract/errors.ts';
import { within } from '../lib/within.ts';
import type { VmEnd, VmWatch } from './vm-watch.ts';

export interface StopGraces {
  /** For the guest to sync its disks and power off; containers get 10 s of it from the engine. */
  guestMs: number;
  /** For QEMU to quit before it is killed. */
  quitMs: number;
  /** For the kernel to clear away a killed process. */
  killMs: number;
}

export const STOP_GRACES: StopGraces = { guestMs: 20_000, quitMs: 5_000, killMs: 5_000 };

/** Which of the three it took. */
export type StopHow = 'guest' | 'quit' | 'killed';

/**
 * @param how `force` leaves the guest unasked: what it had not written to its disk is lost, as when a plug is pulled
 * @throws E_STOP_TIMEOUT if the process is there even after SIGKILL: it hangs in the kernel
 */
export async function stopVm(
  { vm, ended }: VmWatch,
  { force, graces }: { force: boolean; graces: StopGraces },
): Promise<StopHow> {
  if (!force) {
    vm.tellAgent('poweroff');
    const end = await within(ended, graces.guestMs);
    if (end !== undefined) return howItEnded(end);
  }
  const quitting = vm.quit(graces.quitMs).then(() => ended);
  const end = await within(quitting, graces.quitMs + graces.killMs);
  if (end !== undefined) return howItEnded(end);
  throw new SlipwayError(
    'E_STOP_TIMEOUT',
    `QEMU (pid ${vm.identity.pid}) does not end, not even when killed`,
    {
      hint: 'It hangs in the kernel of this computer, often on a disk that does not answer.',
    },
  );
}

function howItEnded(end: VmEnd): StopHow {
  if (end.kind === 'guest') return 'guest';
  return end.kind === 'told' ? 'quit' : 'killed';
}
