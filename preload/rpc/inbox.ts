// Holds a stream's items from when they arrive until the loop takes them.

import type { SlipwayError } from '../contract/errors.ts';
import { createBell } from './bell.ts';

export interface Inbox {
  item(value: unknown): void;
  end(): void;
  fail(error: SlipwayError): void;
  /** The next item, in order. @throws what `fail` was given, once the items before it are taken */
  next(): Promise<{ done: false; value: unknown } | { done: true }>;
  /** True once the other side has ended or failed it: then there is nothing left to cancel. */
  ended(): boolean;
}

/** An empty inbox; one taker at a time. */
export function createInbox(): Inbox {
  const bell = createBell();
  const items: unknown[] = [];
  let last: { error?: SlipwayError } | undefined;
  const finish = (how: { error?: SlipwayError }) => {
    last ??= how;
    bell.ring();
  };
  return {
    item(value) {
      items.push(value);
      bell.ring();
    },
    end: () => finish({}),
    fail: (error) => finish({ error }),
    async next() {
      for (;;) {
        if (items.length > 0) return { done: false, value: items.shift() };
        if (last?.error !== undefined) throw last.error;
        if (last !== undefined) return { done: true };
        await bell.heard();
      }
    },
    ended: () => last !== undefined,
  };
}
