// Holds what one side makes until the other takes it, in order: a stream's items, or lines from somewhere else.

import { createBell } from './bell.ts';

export interface Inbox<Item> {
  item(value: Item): void;
  end(): void;
  fail(error: unknown): void;
  /** The next item, in order. @throws what `fail` was given, once the items before it are taken */
  next(): Promise<{ done: false; value: Item } | { done: true }>;
  /** Everything there is, once there is something; nothing at the end. @throws as `next` */
  bunch(): Promise<Item[]>;
  /** How many are waiting. */
  size(): number;
  /** Settles when some are taken. */
  taken(): Promise<void>;
  /** True once the other side has ended or failed it: then there is nothing left to cancel. */
  ended(): boolean;
}

/** An empty inbox; one taker and one maker at a time. Whatever ends it first counts. */
export function createInbox<Item>(): Inbox<Item> {
  const [filled, emptied] = [createBell(), createBell()];
  let items: Item[] = [];
  let last: { error?: unknown } | undefined;
  const finish = (how: { error?: unknown }) => {
    last ??= how;
    filled.ring();
  };
  /** False at the end. */
  const isFilled = async () => {
    for (;;) {
      if (items.length > 0) return true;
      if (last !== undefined && 'error' in last) throw last.error;
      if (last !== undefined) return false;
      await filled.heard();
    }
  };
  return {
    item(value) {
      items.push(value);
      filled.ring();
    },
    end: () => finish({}),
    fail: (error) => finish({ error }),
    async next() {
      if (!(await isFilled())) return { done: true };
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one is there
      const value = items.shift() as Item;
      emptied.ring();
      return { done: false, value };
    },
    async bunch() {
      await isFilled();
      const all = items;
      items = [];
      emptied.ring();
      return all;
    },
    size: () => items.length,
    taken: () => emptied.heard(),
    ended: () => last !== undefined,
  };
}
