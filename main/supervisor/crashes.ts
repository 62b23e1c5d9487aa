// Decides whether a VM that ended by itself is started again, and after how long. Pure.

/** Waits before the first, second and third restart. */
const DELAYS_MS = [1_000, 2_000, 4_000] as const;
/** A VM that needs more restarts than there are delays in this time is left alone. */
const WINDOW_MS = 60_000;

export interface Restart {
  /** Counted from 1. */
  attempt: number;
  attempts: number;
  delayMs: number;
}

export interface CrashPolicy {
  /** Says what to do after an end at a time; undefined: do not restart, it would only end again. */
  next(nowMs: number): Restart | undefined;
}

/** Remembers the ends of one VM. */
export function createCrashPolicy(
  delaysMs: readonly number[] = DELAYS_MS,
  windowMs = WINDOW_MS,
): CrashPolicy {
  let restarts: number[] = [];
  return {
    next(nowMs) {
      restarts = restarts.filter((time) => nowMs - time < windowMs);
      const delayMs = delaysMs[restarts.length];
      if (delayMs === undefined) return undefined;
      restarts.push(nowMs);
      return { attempt: restarts.length, attempts: delaysMs.length, delayMs };
    },
  };
}
