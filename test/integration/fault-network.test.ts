// Ports of this computer: another program holds ours, containers publish theirs.

import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../main/lib/exec.ts';
import { docker, dockerOutput, IMAGE, importBusybox } from '../harness/docker.ts';
import { eventually } from '../harness/eventually.ts';
import { fetchText, layDownKept, lookAtKept } from '../harness/kept.ts';
import { freePort, holdPort } from '../harness/ports.ts';
import { ensureRunning, sharedSlipway } from '../harness/shared-machine.ts';

const slipway = sharedSlipway();

beforeAll(async () => {
  await ensureRunning(slipway);
  await importBusybox(slipway);
  await layDownKept(slipway);
});
afterAll(() => ensureRunning(slipway));

test('published TCP ports appear on 127.0.0.1 while their container runs, also those it published there alone', async () => {
  const [open, loopback] = [await freePort(), await freePort()];
  const serve = [
    'sh',
    '-c',
    'mkdir /www && hostname >/www/index.html && exec busybox httpd -f -p 80 -h /www',
  ];
  const ports = ['-p', `${open}:80`, '-p', `127.0.0.1:${loopback}:80`];
  await dockerOutput(
    slipway,
    'run',
    '-d',
    '--name',
    'web',
    '--hostname',
    'webhost',
    ...ports,
    IMAGE,
    ...serve,
  );
  for (const port of [open, loopback]) {
    expect(await eventually(`port ${port} answers`, 20_000, () => fetchText(port))).toBe('webhost\n');
  }
  expect((await slipway.info()).publishedPorts).toEqual(expect.arrayContaining([open, loopback]));
  await dockerOutput(slipway, 'rm', '-f', 'web');
  for (const port of [open, loopback]) {
    await eventually(`port ${port} is free`, 10_000, async () => (await holdPort(port)).close());
  }
});

test('a port that another program holds is given up: another one is taken, printed, exported and remembered (fault 44)', async () => {
  const kept = await lookAtKept(slipway);
  const before = await slipway.info();
  await slipway.output('down');
  const holder = await holdPort(before.ports.engine);
  try {
    const up = await slipway.cli(['up'], { env: { SHELL: '/bin/sh' } });
    expect(up.code, up.stderr).toBe(0);
    const { ports } = await slipway.info();
    expect(ports.engine).not.toBe(before.ports.engine);
    expect(ports.ssh).toBe(before.ports.ssh);
    expect(up.stderr).toContain(
      `port ${before.ports.engine} is in use by another program; the engine is at ${ports.engine} now`,
    );
    expect(up.stdout).toContain(`export DOCKER_HOST='tcp://127.0.0.1:${ports.engine}'`);
    expect((await docker(slipway, ['version', '--format', '{{.Server.Os}}'])).stdout).toBe('linux\n');
    const byContext = await run('docker', ['--context', 'slipway', 'info', '--format', '{{.OSType}}'], {
      env: slipway.env,
    });
    expect(byContext.stdout).toBe('linux\n');
    const config = JSON.parse(await readFile(slipway.paths().config, 'utf8')) as { ports: object };
    expect(config.ports).toEqual(ports);
    const after = await lookAtKept(slipway);
    const isWithoutPorts = ({ config: text, ...rest }: typeof kept) => ({
      ...rest,
      config: { ...(JSON.parse(text) as object), ports: {} },
    });
    expect(isWithoutPorts(after)).toEqual(isWithoutPorts(kept));
  } finally {
    holder.close();
  }
});
