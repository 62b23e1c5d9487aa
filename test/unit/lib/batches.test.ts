// Batches: what comes at once is given at once, what comes quickly is gathered, and nothing is lost.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inBatches } from '../../../main/lib/batches.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('everything arrives in order, and the end does not wait', async () => {
  async function* bunches() {
    yield [1];
    yield [2, 3];
    yield [4];
  }
  const all: number[] = [];
  for await (const batch of inBatches(bunches(), 3_600_000)) all.push(...batch);
  expect(all).toEqual([1, 2, 3, 4]);
});

test('a failure comes after what was there before it', async () => {
  async function* bunches() {
    yield ['before'];
    throw new Error('broken');
  }
  const all: string[] = [];
  const reading = async () => {
    for await (const batch of inBatches(bunches(), 3_600_000)) all.push(...batch);
  };
  await expect(reading()).rejects.toThrow('broken');
  expect(all).toEqual(['before']);
});
