// `slipway image|container|volume|network` as a person and a script use them: data, talk and exit codes.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { docker, IMAGE, importBusybox } from '../harness/docker.ts';
import { sharedSlipway } from '../harness/shared-machine.ts';

const slipway = sharedSlipway();
let folder: string;
beforeAll(async () => {
  await importBusybox(slipway);
  folder = await mkdtemp(join(tmpdir(), 'slipway-objects-'));
});
afterAll(async () => {
  await docker(slipway, ['rm', '-f', 'cli-one', 'cli-two']);
  await docker(slipway, ['volume', 'rm', '-f', 'cli-data', 'cli-again']);
  await docker(slipway, ['network', 'rm', 'cli-net']);
  await docker(slipway, ['rmi', '-f', 'cli-app:1']);
  await rm(folder, { recursive: true });
});

const cli = (...args: string[]) => slipway.cli(args, { cwd: folder });
const data = async (...args: string[]): Promise<unknown> => JSON.parse((await cli(...args, '--json')).stdout);

describe('image', () => {
  test('tag, ls, history, save, rm and load', async () => {
    expect(await cli('image', 'tag', IMAGE, 'cli-app:1')).toMatchObject({ code: 0, stdout: '' });
    expect((await cli('image', 'ls')).stdout).toMatch(/^cli-app:1 +[0-9a-f]{12} +.* MB/m);
    expect(await data('image', 'ls')).toContainEqual(
      expect.objectContaining({ tags: expect.arrayContaining(['cli-app:1']) }),
    );
    expect(await data('image', 'history', 'cli-app:1')).toHaveLength(1);
    expect(await cli('image', 'save', '-o', 'app.tar', 'cli-app:1')).toMatchObject({ code: 0, stdout: '' });
    expect((await cli('image', 'rm', 'cli-app:1')).stdout).toBe('cli-app:1\n');
    expect(await cli('image', 'load', 'app.tar')).toMatchObject({ code: 0, stdout: 'cli-app:1\n' });
  });

  test('a failure of one of several is told, and the exit code is 1', async () => {
    const { code, stdout, stderr } = await cli('image', 'rm', 'cli-app:1', 'cli-none:1');
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'cli-app:1\n' });
    expect(stderr).toContain('cli-none:1: No such image');
  });

  test('a pull that fails says why on stderr, or as data', async () => {
    const { code, stdout, stderr } = await cli('image', 'pull', '127.0.0.1:1/app');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('connection refused');
    expect(await data('image', 'pull', '127.0.0.1:1/app')).toMatchObject({
      error: { code: 'E_ENGINE_REFUSED' },
    });
  });
});

describe('container', () => {
  test('run -d takes the words of docker run; ls, top, exec, cp, stop and rm follow', async () => {
    const words = [
      '-d',
      '--name',
      'cli-one',
      '-m',
      '64m',
      '-h',
      'hosty',
      '-e',
      'A=1 2',
      IMAGE,
      'sleep',
      '600',
    ];
    const { code, stdout } = await cli('container', 'run', ...words);
    expect(code).toBe(0);
    expect(await data('container', 'ls')).toContainEqual(
      expect.objectContaining({ id: stdout.trim(), name: 'cli-one', state: 'running' }),
    );
    expect(await data('container', 'inspect', 'cli-one')).toMatchObject([{ Config: { Hostname: 'hosty' } }]);
    expect((await cli('container', 'top', 'cli-one')).stdout).toContain('sleep 600');
    const exec = await cli('container', 'exec', 'cli-one', 'busybox', 'sh', '-c', 'echo "$A"; exit 7');
    expect(exec).toMatchObject({ code: 7, stdout: '1 2\n' });
    await cli('container', 'cp', 'cli-one:/etc/hostname', '.');
    expect(await readFile(join(folder, 'hostname'), 'utf8')).toBe('hosty\n');
    expect(await cli('container', 'stop', '-t', '0', 'cli-one')).toMatchObject({
      code: 0,
      stdout: 'cli-one\n',
    });
    expect(await cli('container', 'rm', 'cli-one', 'cli-none')).toMatchObject({
      code: 1,
      stdout: 'cli-one\n',
    });
  });

  test('run shows the output where it went, and ends as the program does', async () => {
    const words = ['--rm', '--name', 'cli-two', IMAGE, 'sh', '-c', 'echo out; echo err >&2; exit 3'];
    const { code, stdout, stderr } = await cli('container', 'run', ...words);
    expect({ code, stdout, stderr }).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' });
    expect((await cli('container', 'inspect', 'cli-two')).code).toBe(1);
  });

  test('logs and stats of one that runs', async () => {
    await cli(
      'container',
      'run',
      '-d',
      '--name',
      'cli-one',
      IMAGE,
      'sh',
      '-c',
      'echo one; echo two; sleep 600',
    );
    expect((await cli('container', 'logs', '-n', '1', 'cli-one')).stdout).toBe('two\n');
    expect(await data('container', 'stats', 'cli-one')).toMatchObject([{ pids: expect.any(Number) }]);
    expect((await cli('container', 'stats', '--no-stream', 'cli-one')).stdout).toMatch(/^cli-one +\d/m);
  });
});

describe('volume', () => {
  test('create, backup, restore, ls and rm', async () => {
    const created = await cli('volume', 'create', 'cli-data', '--label', 'a=b', '--label', 'c');
    expect(created).toMatchObject({ code: 0, stdout: 'cli-data\n' });
    expect(await data('volume', 'inspect', 'cli-data')).toMatchObject([{ Labels: { a: 'b', c: '' } }]);
    await docker(slipway, ['run', '--rm', '-v', 'cli-data:/v', IMAGE, 'sh', '-c', 'echo kept > /v/file']);
    expect(await cli('volume', 'backup', 'cli-data')).toMatchObject({ code: 0, stdout: 'cli-data.tar\n' });
    expect((await cli('volume', 'backup', 'cli-data')).stderr).toContain('is there already');
    expect((await cli('volume', 'restore', 'cli-again', 'cli-data.tar')).code).toBe(0);
    const kept = await docker(slipway, ['run', '--rm', '-v', 'cli-again:/v', IMAGE, 'cat', '/v/file']);
    expect(kept.stdout).toBe('kept\n');
    expect(await data('volume', 'ls', '--sizes')).toContainEqual(
      expect.objectContaining({ name: 'cli-again', sizeBytes: 5 }),
    );
    expect((await cli('volume', 'rm', 'cli-data', 'cli-again')).stdout).toBe('cli-data\ncli-again\n');
  });

  test('prune needs a yes', async () => {
    expect(await cli('volume', 'prune')).toMatchObject({ code: 2, stdout: '' });
  });
});

test('network create, connect, ls, disconnect and rm', async () => {
  await docker(slipway, ['rm', '-f', 'cli-one']);
  await cli('container', 'run', '-d', '--name', 'cli-one', IMAGE, 'sleep', '600');
  const create = ['network', 'create', 'cli-net', '--internal', '--subnet', '10.98.9.0/24'];
  expect(await cli(...create)).toMatchObject({ code: 0, stdout: 'cli-net\n' });
  expect((await cli('network', 'connect', 'cli-net', 'cli-one')).code).toBe(0);
  expect((await cli('network', 'ls')).stdout).toMatch(/^cli-net +.*10\.98\.9\.0\/24 +yes +cli-one$/m);
  expect((await cli('network', 'rm', 'cli-net')).code).toBe(1);
  expect((await cli('network', 'disconnect', 'cli-net', 'cli-one')).code).toBe(0);
  expect(await cli('network', 'rm', 'cli-net')).toMatchObject({ code: 0, stdout: 'cli-net\n' });
});
