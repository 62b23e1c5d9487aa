// The one way in which tests wait: look again and again until something is true, or too late.

import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;

/**
 * What `look` gives as soon as it is neither false nor undefined; a look that throws was too early.
 * @param what named when it does not come true: `the VM is gone`
 * @throws past `withinMs`, with what the last look threw as the cause
 */
export async function eventually<T>(
  what: string,
  withinMs: number,
  look: () => T | Promise<T>,
): Promise<Exclude<T, false | undefined>> {
  const deadlineMs = performance.now() + withinMs;
  for (;;) {
    const seen = await Promise.resolve()
      .then(look)
      .catch((cause: unknown) => new NotYet(cause));
    if (seen instanceof NotYet) {
      if (performance.now() > deadlineMs) throw new Error(`not within ${withinMs} ms: ${what}`, seen);
    } else if (seen !== false && seen !== undefined) {
      return seen as Exclude<T, false | undefined>;
    } else if (performance.now() > deadlineMs) {
      throw new Error(`not within ${withinMs} ms: ${what}`);
    }
    await sleep(LOOK_EVERY_MS);
  }
}

class NotYet {
  readonly cause: unknown;
  constructor(cause: unknown) {
    this.cause = cause;
  }
}
