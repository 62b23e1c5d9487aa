// Decides after a failed boot whether another one is worth it, and what has to be different.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Accelerator } from '../../preload/contract/machines.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { lastWords } from './console.ts';
import type { StartRun } from './start-run.ts';
import type { Prepared, StartContext } from './start-context.ts';

/**
 * Waits if there is something to wait for.
 * @returns the accelerator for another attempt
 * @throws the failure, or E_CRASH_LOOP, if there is to be none
 */
export async function recover(
  context: Pick<StartContext, 'parts' | 'paths' | 'crashes'>,
  run: StartRun,
  { accelerator, config }: Prepared,
  failure: unknown,
): Promise<Accelerator> {
  if (run.signal.aborted || !(failure instanceof SlipwayError)) throw failure;
  const { code, message } = failure;
  // A KVM that cannot even be opened any more shows as a QEMU that does not start.
  if (code === 'E_KVM_UNUSABLE' || (accelerator === 'kvm' && code === 'E_QEMU_FAILED')) {
    await context.parts.forgetVerdict();
    if (config.accelerator !== 'auto' || accelerator === 'tcg') throw failure;
    const why = message.split('\n').at(-1);
    run.notice({ code: 'E_KVM_UNUSABLE', text: `${accelerator} failed: ${why}; emulating, slower` });
    return 'tcg';
  }
  // A starved host can make a kernel panic in its first second; one that panics twice would do so again.
  const isPanic = code === 'E_GUEST_PANIC';
  const isClock = code === 'E_GUEST_CLOCK';
  if (!isPanic && !isClock && code !== 'E_VM_DIED' && code !== 'E_QEMU_FAILED') throw failure;
  const restart = context.crashes.next(performance.now());
  if (isPanic && restart?.attempt !== 1) throw failure;
  if (restart === undefined) throw isClock ? failure : await crashLoop(failure, context.paths.qemuLog);
  run.notice({ code, text: `${message}, restarting ${restart.attempt}/${restart.attempts}` });
  await sleep(restart.delayMs, undefined, { signal: run.signal }).catch(() => {
    throw failure;
  });
  return accelerator;
}

/** The end of trying, with what QEMU said last. */
export async function crashLoop(cause: Error, qemuLog: string): Promise<SlipwayError> {
  const words = await lastWords(qemuLog);
  const message = `the VM ends again and again: ${cause.message}. QEMU's last words:\n${words}`;
  return new SlipwayError('E_CRASH_LOOP', message, {
    hint: `Everything QEMU said is in ${qemuLog}; slipway doctor looks for reasons.`,
    cause,
  });
}
