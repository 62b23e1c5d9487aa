// A QEMU that ends whenever it is started, put in the real one's place on PATH.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { supervisorsOf } from '../harness/processes.ts';
import { shimQemu } from '../harness/shim.ts';
import { freshSlipway, removeSlipway } from '../harness/slipway.ts';

const slipway = freshSlipway();
afterAll(() => removeSlipway(slipway));

test('a VM that ends again and again is given up after three restarts, with QEMU’s last words; then all is quiet (fault 6)', async () => {
  const shim = await shimQemu(
    'date +%s%N >>starts; for i in $(seq 25); do echo "shim: word $i" >&2; done; exit 1',
  );
  await slipway.output('init', '--accelerator', 'tcg');
  const up = await slipway.cli(['up'], { env: { PATH: shim.path } });
  expect(up.code).toBe(1);
  expect(up.stderr).toContain('E_CRASH_LOOP');
  for (const attempt of [1, 2, 3]) expect(up.stderr).toContain(`restarting ${attempt}/3`);
  expect(up.stderr).toContain('shim: word 6\n');
  expect(up.stderr).toContain('shim: word 25');

  const startsMs = readFileSync(join(shim.folder, 'starts'), 'utf8')
    .trim()
    .split('\n')
    .map((ns) => Number(ns) / 1e6);
  const pauses = startsMs.slice(1).map((at, index) => at - (startsMs[index] ?? 0));
  expect(pauses).toHaveLength(3);
  for (const [index, leastMs] of [1_000, 2_000, 4_000].entries()) {
    expect(pauses[index]).toBeGreaterThanOrEqual(leastMs);
  }
  // Nothing runs any more: no processor time is taken by what has failed.
  await eventually(
    'the supervisor has left',
    15_000,
    async () => (await supervisorsOf(slipway.paths())).length === 0,
  );
  expect(readFileSync(join(shim.folder, 'starts'), 'utf8').trim().split('\n')).toHaveLength(4);
});
