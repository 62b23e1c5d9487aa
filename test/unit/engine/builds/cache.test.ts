// What the builder keeps, as the engine tells it, and the questions by which some of it is freed.

import { describe, expect, test } from 'vitest';
import { listCache, prunePaths } from '../../../../main/engine/builds/cache.ts';
import type { EngineRequests } from '../../../../main/engine/builds/requests.ts';

const never = new AbortController().signal;
const answering = (answer: unknown) => ({ askJson: async () => answer }) as unknown as EngineRequests;

const entry = {
  ID: 'r5lcc78g2b3rv5epqwzrp7vh1',
  Type: 'regular',
  Description: 'mount / from exec make',
  InUse: false,
  Shared: true,
  Size: 5,
  CreatedAt: '2026-11-25T01:58:33.006832316Z',
  LastUsedAt: null,
  UsageCount: 2,
};

test('entries come the largest first; their parents under either name the engine has for them', async () => {
  const BuildCache = [
    { ...entry, ' Parents': ['a'] },
    { ...entry, ID: 'b', Size: 9, Parents: ['c'], LastUsedAt: '2026-11-25T02:00:00Z' },
  ];
  expect(await listCache(answering({ BuildCache }), never)).toMatchObject([
    { id: 'b', parents: ['c'], sizeBytes: 9, lastUsedMs: Date.UTC(2026, 10, 25, 2) },
    { id: entry.ID, parents: ['a'], createdMs: Date.UTC(2026, 10, 25, 1, 58, 33, 6) },
  ]);
  expect(await listCache(answering({ BuildCache: null }), never)).toEqual([]);
});

describe('freeing', () => {
  const queries = (wishes: Parameters<typeof prunePaths>[0]) =>
    prunePaths(wishes).map((path) => Object.fromEntries(new URL(path, 'http://x').searchParams));

  test('takes one entry after the other, as the engine wants it', () => {
    expect(queries({ entries: ['one', 'two'], all: false })).toEqual([
      { all: '1', 'keep-storage': '0', filters: '{"id":["one"]}' },
      { all: '1', 'keep-storage': '0', filters: '{"id":["two"]}' },
    ]);
  });

  test('goes by age and by size', () => {
    expect(queries({ entries: [], all: true, unusedForMs: 90_000, keepBytes: 7 })).toEqual([
      { all: '1', 'keep-storage': '7', filters: '{"unused-for":["90s"]}' },
    ]);
    expect(queries({ entries: [], all: false })).toEqual([{ all: '0', 'keep-storage': '0', filters: '{}' }]);
  });
});
