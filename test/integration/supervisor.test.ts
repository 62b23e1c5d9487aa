// What the supervisor of the shared machine is like when nothing is wrong: small, single, and obedient to the guest.

import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { docker } from '../harness/docker.ts';
import { eventually } from '../harness/eventually.ts';
import { kill } from '../harness/processes.ts';
import { sharedSlipway } from '../harness/shared-machine.ts';
import { BOOT_MS } from '../harness/slipway.ts';

const slipway = sharedSlipway();

/** Resident memory of a process in MiB (Linux). */
async function residentMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

test.skipIf(process.platform !== 'linux')('a supervisor that only waits keeps within 80 MiB', async () => {
  expect(await residentMiB((await slipway.info()).supervisorPid)).toBeLessThan(80);
});

test('twenty commands at once, after the supervisor was killed, start one supervisor', async () => {
  const before = await slipway.info();
  await kill(before.supervisorPid);
  const asked = await Promise.all(Array.from({ length: 20 }, () => slipway.info()));
  expect(new Set(asked.map(({ supervisorPid }) => supervisorPid)).size).toBe(1);
  expect((await slipway.info()).vmPid).toBe(before.vmPid);
});

test(
  'a guest that was powered off from inside stays off until it is asked for',
  async () => {
    await slipway.cli(['ssh', 'poweroff']);
    await eventually('the machine is off', 30_000, async () => {
      return (await slipway.cli(['status'])).stdout === 'poweroff\n';
    });
    await slipway.output('up');
    expect(await docker(slipway, ['ps'])).toMatchObject({ code: 0 });
  },
  BOOT_MS,
);
