// Four people start, stop and remove one machine at random and at once: there is never a second VM, and nothing stays.

import { readdir } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { qemusOf, supervisorsOf } from '../harness/processes.ts';
import { BOOT_MS, freshSlipway, removeSlipway } from '../harness/slipway.ts';

const slipway = freshSlipway();
const paths = slipway.paths();
afterAll(() => removeSlipway(slipway));

const PEOPLE = 4;
/** 200 operations where a boot takes a second; emulated, as many as there is time for. */
const OPERATIONS_EACH = 50;
const TIME_MS = 45_000;

const SIZES = ['--accelerator', 'tcg', '--memory', '512MiB', '--cpus', '1'];
const VERBS = [
  ['up', ...SIZES],
  ['up', ...SIZES],
  ['down'],
  ['poweroff'],
  ['delete', '--yes'],
  ['status'],
  ['ls'],
  ['info'],
  ['init', ...SIZES],
] as const;

/** What may be said to somebody whose machine another one has just stopped, removed or made. */
const ALLOWED = /\(E_(CANCELLED|NO_MACHINE|MACHINE_EXISTS|NOT_RUNNING|VM_DIED)\)/;

/** Lehmer's generator, so that a failure can be seen again. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

test('starts, stops and removals in any order never make two VMs, never hang, and leave nothing behind (fault 8)', async () => {
  const seed = 1 + (Date.now() % 1_000_000);
  const untilMs = performance.now() + TIME_MS;
  const troubles: string[] = [];
  let done = 0;
  const act = async (who: number) => {
    const roll = createDice(seed + who);
    for (let count = 0; count < OPERATIONS_EACH && performance.now() < untilMs; count += 1) {
      const args = VERBS[roll(VERBS.length)] ?? ['status'];
      // One that hangs is ended, which fails the test.
      const { code, stderr } = await slipway.cli(args, { timeoutMs: BOOT_MS + 30_000 });
      done += 1;
      if (code !== 0 && !ALLOWED.test(stderr)) troubles.push(`${args[0]} ended with ${code}: ${stderr}`);
    }
  };
  let isOver = false;
  let most = 0;
  const watching = eventually('the watch is over', TIME_MS + BOOT_MS + 60_000, async () => {
    most = Math.max(most, (await qemusOf(paths)).length);
    return isOver;
  });
  await Promise.all(Array.from({ length: PEOPLE }, (_, who) => act(who)));
  isOver = true;
  await watching;
  expect({ seed, troubles }).toEqual({ seed, troubles: [] });
  expect(done).toBeGreaterThan(4 * PEOPLE);
  expect({ seed, most }).toEqual({ seed, most: expect.toSatisfy((count: number) => count <= 1) });

  // It still is, or can be made, a machine that works in order.
  await slipway.output('up', ...SIZES);
  expect(await qemusOf(paths)).toHaveLength(1);
  expect((await slipway.cli(['ls'])).stdout).toMatch(/^default +- +running/m);
  await slipway.output('delete', '--yes');
  expect(await qemusOf(paths)).toEqual([]);
  await eventually('no supervisor stays', 20_000, async () => (await supervisorsOf(paths)).length === 0);
  expect(await readdir(paths.runtime.folder).catch(() => [])).toEqual([]);
}, 500_000);
