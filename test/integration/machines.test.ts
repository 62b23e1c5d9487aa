// A machine's settings take effect, two machines live side by side, and a removed one leaves nothing.

import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../main/lib/exec.ts';
import { docker } from '../harness/docker.ts';
import { layDownKept, lookAtKept } from '../harness/kept.ts';
import { qemusOf, supervisorsOf } from '../harness/processes.ts';
import { eventually } from '../harness/eventually.ts';
import { ensureRunning, sharedSlipway } from '../harness/shared-machine.ts';

const slipway = sharedSlipway();

beforeAll(async () => {
  await ensureRunning(slipway);
  await layDownKept(slipway);
});
afterAll(() => ensureRunning(slipway));

test('memory and disk that were changed are there after a restart, with all that was on the disk', async () => {
  const kept = await lookAtKept(slipway);
  const guestMiB = async () =>
    Number(await slipway.output('ssh', "awk '/MemTotal/ { print int($2 / 1024) }' /proc/meminfo"));
  const diskGiB = async () =>
    Number(await slipway.output('ssh', "df -k /var | awk 'NR == 2 { print $2 / 1048576 }'"));
  const disk = Number.parseInt(await slipway.output('config', 'get', 'disk'), 10);
  await slipway.output('config', 'set', 'memory=1280MiB', `disk=${disk + 20}GiB`);
  await slipway.output('restart');
  expect(await guestMiB()).toBeGreaterThan(1_100);
  expect(await guestMiB()).toBeLessThan(1_280);
  await eventually('the file system has grown', 30_000, async () => (await diskGiB()) > disk + 15);
  expect({ ...(await lookAtKept(slipway)), config: '' }).toEqual({ ...kept, config: '' });
});

describe('a second machine', () => {
  const second = slipway.paths('second');

  test('has its own ports, keys and context, and neither engine trusts the other’s client', async () => {
    await slipway.output('up', '--machine', 'second', '--accelerator', 'tcg', '--memory', '768MiB');
    const [one, two] = [await slipway.info(), await slipway.info('second')];
    const ports = [one.ports, two.ports].flatMap(({ engine, ssh }) => [engine, ssh]);
    expect(new Set(ports).size).toBe(4);
    expect(await slipway.output('ssh', '--machine', 'second', 'hostname')).toBe('second\n');
    const ask = (port: number, certs: string) =>
      run('docker', ['version', '--format', '{{.Server.Os}}'], {
        env: {
          ...slipway.env,
          DOCKER_HOST: `tcp://127.0.0.1:${port}`,
          DOCKER_CERT_PATH: certs,
          DOCKER_TLS_VERIFY: '1',
        },
        expect: [0, 1],
        timeoutMs: 60_000,
      });
    expect((await ask(two.ports.engine, second.certs)).stdout).toBe('linux\n');
    expect((await ask(one.ports.engine, second.certs)).code).toBe(1);
    expect((await ask(two.ports.engine, slipway.paths().certs)).code).toBe(1);
    const contexts = await run('docker', ['context', 'ls', '--format', '{{.Name}}'], { env: slipway.env });
    expect(contexts.stdout.split('\n')).toEqual(expect.arrayContaining(['slipway', 'slipway-second']));
    expect((await docker(slipway, ['images', '-q'], { machine: 'second' })).stdout).toBe('');
  });

  test('that is removed leaves no process, no file, no socket and no context; the first runs on', async () => {
    const { vmPid } = await slipway.info();
    await slipway.output('delete', '--machine', 'second', '--yes');
    expect(await qemusOf(second)).toEqual([]);
    await eventually(
      'its supervisor has left',
      15_000,
      async () => (await supervisorsOf(second)).length === 0,
    );
    expect(existsSync(second.folder)).toBe(false);
    expect(existsSync(second.runtime.folder)).toBe(false);
    const contexts = await run('docker', ['context', 'ls', '--format', '{{.Name}}'], { env: slipway.env });
    expect(contexts.stdout.split('\n')).not.toContain('slipway-second');
    expect((await slipway.info()).vmPid).toBe(vmPid);
  });
});
