// Waits until a guest that boots is ready, or until it is clear that it never will be.

import { setTimeout as sleep } from 'node:timers/promises';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { explainBootFailure, type BootFailure, type BootLogs } from './boot-failure.ts';
import type { VmWatch } from './vm-watch.ts';

export interface Patience extends BootLogs {
  /** Fires when the start is stopped. */
  signal: AbortSignal;
  /** When the boot has taken too long, on the monotonic clock (performance.now()). */
  deadlineMs: number;
}

/** An engine that does not answer yet is asked again after so long. */
const RETRY_MS = 250;

/** Resolves at the agent's READY=1. @param onStage told of the guest's stages. @throws as explainBootFailure says */
export function waitForGuest(
  watch: VmWatch,
  patience: Patience,
  onStage: (name: string) => void,
): Promise<void> {
  return whileItLives(
    watch,
    patience,
    (over) =>
      new Promise((resolve, reject) => {
        const unsubscribe = watch.subscribe((event) => {
          if (event.kind !== 'agent') return;
          if (event.key === 'STAGE') onStage(event.value);
          else if (event.key === 'READY') resolve();
          else if (event.key === 'ERROR') {
            explainBootFailure({ kind: 'refused', text: event.value }, patience).then(reject, reject);
          }
        });
        over.addEventListener('abort', unsubscribe, { once: true });
      }),
  );
}

/**
 * Tries until it succeeds.
 * @param attempt is tried again as long as it fails with E_ENGINE_UNREACHABLE
 * @throws as explainBootFailure says, or what else `attempt` throws
 */
export function tryUntilReady<T>(
  watch: VmWatch,
  patience: Patience,
  attempt: () => Promise<T>,
  retryMs = RETRY_MS,
): Promise<T> {
  return whileItLives(watch, patience, async (over) => {
    for (;;) {
      try {
        return await attempt();
      } catch (thrown) {
        if (!(thrown instanceof SlipwayError) || thrown.code !== 'E_ENGINE_UNREACHABLE') throw thrown;
      }
      await sleep(retryMs, undefined, { signal: over });
    }
  });
}

/** Works, but no longer than the VM lives, runs, and has time; `over` fires when there is no more use in it. */
async function whileItLives<T>(
  watch: VmWatch,
  patience: Patience,
  work: (over: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const failed = firstFailure(watch, patience, over.signal).then(async (failure) => {
    throw await explainBootFailure(failure, patience);
  });
  try {
    return await Promise.race([work(over.signal), failed]);
  } finally {
    over.abort();
  }
}

function firstFailure(watch: VmWatch, patience: Patience, over: AbortSignal): Promise<BootFailure> {
  return new Promise((resolve) => {
    const cancel = () => resolve({ kind: 'cancelled' });
    if (patience.signal.aborted) cancel();
    patience.signal.addEventListener('abort', cancel, { once: true });
    const timer = setTimeout(() => resolve({ kind: 'late' }), patience.deadlineMs - performance.now());
    const unsubscribe = watch.subscribe((event) => {
      if (event.kind === 'paused') resolve({ kind: 'held', status: event.status });
    });
    void watch.ended.then((end) => over.aborted || resolve({ kind: 'ended', end }));
    const forget = () => {
      patience.signal.removeEventListener('abort', cancel);
      clearTimeout(timer);
      unsubscribe();
    };
    over.addEventListener('abort', forget, { once: true });
  });
}
