// One run of the same work for all who ask at about the same time, and no more runs than so many a second.

import { setTimeout as sleep } from 'node:timers/promises';

/** Several who are asked for by one message come within this time. */
const GATHER_MS = 5;

/**
 * Runs never overlap, and begin at least `pauseMs` apart.
 * @returns call it for the result of a run that began after the call; it rejects as `work` does
 */
export function shareRuns<T>(work: () => Promise<T>, pauseMs: number): () => Promise<T> {
  let next: Promise<T> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let lastBeganMs = Number.NEGATIVE_INFINITY;
  const runNext = async () => {
    await last;
    await sleep(Math.max(GATHER_MS, lastBeganMs + pauseMs - performance.now()));
    next = undefined;
    lastBeganMs = performance.now();
    const running = work();
    last = running.catch(() => {});
    return running;
  };
  return () => (next ??= runNext());
}
