// Counts how many items a stream's asker still has room for, and lets the producer wait for more.

import { createBell } from './bell.ts';

export interface Credits {
  add(count: number): void;
  /** Waits for room for one item and takes it; false once the asker has left. */
  take(): Promise<boolean>;
}

/** Begins with no room; `signal` says that the asker left. One taker at a time. */
export function createCredits(signal: AbortSignal): Credits {
  const bell = createBell();
  let available = 0;
  signal.addEventListener('abort', () => bell.ring(), { once: true });
  return {
    add(count) {
      available += count;
      bell.ring();
    },
    async take() {
      for (;;) {
        if (signal.aborted) return false;
        if (available > 0) break;
        await bell.heard();
      }
      available -= 1;
      return true;
    },
  };
}
