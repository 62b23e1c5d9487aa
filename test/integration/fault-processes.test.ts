// Processes die, are left over, or come in crowds: the machine goes on, and nothing is lost.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acquireLock } from '../../main/lib/lock.ts';
import { eventually } from '../harness/eventually.ts';
import { notedSince } from '../harness/history.ts';
import { fetchText, keeperStartedAt, layDownKept, lookAtKept, untilKeptAnswers } from '../harness/kept.ts';
import { isAlive, kill, qemusOf, supervisorsOf } from '../harness/processes.ts';
import { ensureRunning, sharedSlipway } from '../harness/shared-machine.ts';
import { BOOT_MS } from '../harness/slipway.ts';

const slipway = sharedSlipway();
const paths = slipway.paths();
let keptPort: number;

beforeAll(async () => {
  await ensureRunning(slipway);
  keptPort = await layDownKept(slipway);
});
afterAll(() => ensureRunning(slipway));

test('the supervisor is killed: VM and containers go on, the next command takes them over (fault 1)', async () => {
  const [before, startedAt] = [await slipway.info(), await keeperStartedAt(slipway)];
  await kill(before.supervisorPid);
  expect(await fetchText(keptPort)).toBe('hello\n');
  const beganMs = performance.now();
  expect(await slipway.output('status')).toBe('running\n');
  expect(performance.now() - beganMs).toBeLessThan(10_000);
  const after = await eventually('forwards are known again', 10_000, async () => {
    const info = await slipway.info();
    return info.publishedPorts?.includes(keptPort) === true && info;
  });
  expect(after.vmPid).toBe(before.vmPid);
  expect(after.supervisorPid).not.toBe(before.supervisorPid);
  expect(await qemusOf(paths)).toEqual([before.vmPid]);
  expect(await supervisorsOf(paths)).toEqual([after.supervisorPid]);
  expect(await keeperStartedAt(slipway)).toBe(startedAt);
  expect(await fetchText(keptPort)).toBe('hello\n');
});

test('the holder of the lock is killed: the lock is free within a second (fault 9)', async () => {
  expect(await acquireLock(paths.runtime.lock)).toBeUndefined();
  await kill((await slipway.info()).supervisorPid);
  const lock = await eventually('the lock is free', 1_000, () => acquireLock(paths.runtime.lock));
  await lock.release();
  expect(await slipway.output('status')).toBe('running\n');
});

test('the VM is killed: noticed within a second, told, started again, nothing is lost (fault 2)', async () => {
  const kept = await lookAtKept(slipway);
  const { vmPid } = await slipway.info();
  const killedAtMs = Date.now();
  await kill(vmPid);
  const noted = await eventually('it is noticed', 5_000, async () =>
    (await notedSince(paths, killedAtMs)).find(({ state }) => state.kind === 'aborted'),
  );
  expect(noted.timeMs - killedAtMs).toBeLessThan(1_000);
  const up = await slipway.cli(['up']);
  expect(up, up.stderr).toMatchObject({ code: 0 });
  // Only a parent learns of the signal; a supervisor that took the VM over from another is none.
  expect(up.stderr).toMatch(/VM stopped unexpectedly \((signal 9|how is not known).*\), restarting 1\/3/);
  expect((await qemusOf(paths)).length).toBe(1);
  expect(await lookAtKept(slipway)).toEqual(kept);
  expect(await untilKeptAnswers(slipway)).toBe(keptPort);
});

test('power is lost, sockets stay behind, and the VM’s number is another’s after the reboot: the next start just works (faults 3, 4, 5)', async () => {
  const kept = await lookAtKept(slipway);
  const { vmPid, supervisorPid } = await slipway.info();
  await kill(supervisorPid, vmPid);
  const { runtime } = paths;
  for (const left of [runtime.supervisorSocket, runtime.qmpSocket, runtime.agentSocket, runtime.vm]) {
    expect(existsSync(left), left).toBe(true);
  }
  const stranger = spawn('sleep', ['999'], { stdio: 'ignore' });
  try {
    const record = JSON.parse(readFileSync(runtime.vm, 'utf8')) as object;
    writeFileSync(runtime.vm, JSON.stringify({ ...record, pid: stranger.pid }));
    expect(await slipway.output('status')).toBe('aborted\n');
    const beganMs = performance.now();
    await slipway.output('up');
    expect(performance.now() - beganMs).toBeLessThan(BOOT_MS);
    expect(await isAlive(stranger.pid ?? 0)).toBe(true);
  } finally {
    stranger.kill('SIGKILL');
  }
  expect(await lookAtKept(slipway)).toEqual(kept);
  expect(await untilKeptAnswers(slipway)).toBe(keptPort);
});
