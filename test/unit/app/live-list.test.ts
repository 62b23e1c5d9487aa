// A list that cannot be fetched says so to who has seen nothing of it, and stays as it was for who has.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LiveList } from '../../../main/app/live-list.ts';
import type { ListChange } from '../../../preload/contract/lists.ts';

interface Row {
  id: string;
  text: string;
}

const row = (id: string, text = ''): Row => ({ id, text });
const keyOf = ({ id }: Row) => id;
const never = new AbortController().signal;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What a promise gives once it is as late as a second fetch may be. */
async function later<T>(promise: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(2000);
  return promise;
}

async function firstSnapshot(changes: AsyncIterable<ListChange<Row>>): Promise<ListChange<Row>[]> {
  const pieces: ListChange<Row>[] = [];
  for await (const piece of changes) {
    pieces.push(piece);
    if (piece.complete) break;
  }
  return pieces;
}

describe('a fetch that fails', () => {
  test('at first is what the watcher fails with', async () => {
    const list = new LiveList<Row>({
      keyOf,
      fetchAll: async () => {
        throw new Error('nonsense');
      },
    });
    await expect(list.watch(never).next()).rejects.toThrow('nonsense');
  });

  test('at first is tried again where it will pass', async () => {
    let tries = 0;
    const list = new LiveList<Row>({
      keyOf,
      willPass: () => true,
      fetchAll: async () => {
        tries += 1;
        if (tries === 1) throw new Error('away for a moment');
        return [row('a')];
      },
    });
    expect((await later(list.watch(never).next())).value).toMatchObject({ upsert: [row('a')] });
  });

  test('later leaves the list as it is, and what was missed comes with the next', async () => {
    let rows = [row('a')];
    let failing = false;
    const list = new LiveList<Row>({
      keyOf,
      fetchAll: async () => {
        if (!failing) return rows;
        failing = false;
        throw new Error('nonsense');
      },
    });
    const changes = list.watch(never);
    await changes.next();
    failing = true;
    rows = [row('a'), row('b')];
    list.changed('all');
    expect((await later(changes.next())).value).toMatchObject({
      reset: false,
      upsert: [row('b')],
      remove: [],
    });
  });
});

test('rows come in pieces that a message can hold, by their number and by their length', async () => {
  const rows = [
    ...Array.from({ length: 1200 }, (_, index) => row(`short-${index}`)),
    ...Array.from({ length: 8 }, (_, index) => row(`long-${index}`, 'x'.repeat(900_000))),
  ];
  const list = new LiveList<Row>({ keyOf, fetchAll: async () => rows });
  const pieces = await firstSnapshot(list.watch(never));
  expect(pieces.flatMap(({ upsert }) => upsert)).toEqual(rows);
  expect(pieces.filter(({ reset }) => reset)).toHaveLength(1);
  for (const piece of pieces) expect(JSON.stringify(piece).length).toBeLessThan(2_000_000);
});

test('nothing is fetched while nobody watches', async () => {
  let fetches = 0;
  const list = new LiveList<Row>({ keyOf, fetchAll: async () => ((fetches += 1), []) });
  for (let count = 0; count < 10; count += 1) list.changed('all');
  expect(fetches).toBe(0);
});
