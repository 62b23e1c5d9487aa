// Many wishes, few runs: never two at once, and the last wish is always served.

import { expect, test } from 'vitest';
import { coalesce } from '../../../main/lib/coalesce.ts';
import { within } from '../../../main/lib/within.ts';

test('wishes during a run become one more run', async () => {
  const ends: (() => void)[] = [];
  let running = 0;
  let mostRunning = 0;
  const wish = coalesce(async () => {
    running += 1;
    mostRunning = Math.max(mostRunning, running);
    await new Promise<void>((resolve) => {
      ends.push(resolve);
    });
    running -= 1;
  });
  const served = Promise.all([wish(), wish(), wish()]);
  ends[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  ends[1]?.();
  await served;
  expect({ runs: ends.length, mostRunning }).toEqual({ runs: 2, mostRunning: 1 });
});

test('a run that fails tells who wished, and the next wish runs again', async () => {
  let runs = 0;
  const wish = coalesce(async () => {
    runs += 1;
    if (runs === 1) throw new Error('first');
  });
  await expect(wish()).rejects.toThrow('first');
  await wish();
  expect(runs).toBe(2);
});

test('a wait ends with the answer, or without one when its time is over', async () => {
  expect(await within(Promise.resolve(7), 60_000)).toBe(7);
  expect(await within(new Promise(() => {}), 1)).toBeUndefined();
  await expect(within(Promise.reject(new Error('no')), 60_000)).rejects.toThrow('no');
});
