// Waits for something, but not for ever.

import { setTimeout as sleep } from 'node:timers/promises';

/** What the promise gives, or undefined after `ms`; the timer is gone with the answer. @throws as the promise does */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const patience = new AbortController();
  const late = sleep(ms, undefined, { signal: patience.signal }).catch(() => undefined);
  try {
    return await Promise.race([promise, late]);
  } finally {
    patience.abort();
  }
}
