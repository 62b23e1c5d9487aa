// The same work is done once for all who want it at the same time, and not more often than is said.

import { expect, test } from 'vitest';
import { shareRuns } from '../../../main/lib/share-runs.ts';

test('who ask together get one run; who asks while it goes on gets one that began later', async () => {
  let runs = 0;
  let finish = () => {};
  let begun = () => {};
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const share = shareRuns(async () => {
    runs += 1;
    const run = runs;
    begun();
    if (run === 1) await new Promise<void>((resolve) => (finish = resolve));
    return run;
  }, 1);
  const together = [share(), share(), share()];
  await hasBegun;
  const late = share();
  finish();
  expect(await Promise.all([...together, late])).toEqual([1, 1, 1, 2]);
});

test('runs begin no closer to each other than they may, also after one that failed', async () => {
  const beganMs: number[] = [];
  const share = shareRuns(async () => {
    beganMs.push(performance.now());
    throw new Error('no');
  }, 40);
  await expect(share()).rejects.toThrow('no');
  await expect(share()).rejects.toThrow('no');
  // Timers are whole milliseconds, and early by one.
  expect((beganMs[1] ?? 0) - (beganMs[0] ?? 0)).toBeGreaterThanOrEqual(38);
});
