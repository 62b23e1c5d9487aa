// The docker client works against a machine after `eval "$(slipway env)"`, as the workshop shows it.

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Dockerode from 'dockerode';
import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../main/lib/exec.ts';
import { docker, dockerOutput, IMAGE, importBusybox } from '../harness/docker.ts';
import { ensureRunning, sharedSlipway } from '../harness/shared-machine.ts';

const slipway = sharedSlipway();

beforeAll(async () => {
  await ensureRunning(slipway);
  await importBusybox(slipway);
});

test('version: client and engine talk over TLS', async () => {
  const { code, stdout } = await docker(slipway, ['version', '--format', '{{.Server.Version}}']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+/) });
});

test('an image saved to a file loads again', async () => {
  // A name of its own: other tests' containers may hold on to IMAGE.
  const name = 'saved:once';
  const file = join(mkdtempSync(join(tmpdir(), 'slipway-save-')), 'image.tar');
  await dockerOutput(slipway, 'tag', IMAGE, name);
  await dockerOutput(slipway, 'save', '-o', file, name);
  await dockerOutput(slipway, 'rmi', name);
  expect(await dockerOutput(slipway, 'load', '-i', file)).toContain(name);
  expect(await dockerOutput(slipway, 'run', '--rm', name, 'echo', 'loaded')).toBe('loaded');
  await dockerOutput(slipway, 'rmi', name);
});

test('run: output and exit code come through', async () => {
  const hello = await docker(slipway, ['run', '--rm', IMAGE, 'echo', 'hello from a container']);
  expect(hello).toMatchObject({ code: 0, stdout: 'hello from a container\n' });
  expect((await docker(slipway, ['run', '--rm', IMAGE, 'sh', '-c', 'exit 42'])).code).toBe(42);
});

test('run reads standard input to its end', async () => {
  const { stdout } = await docker(slipway, ['run', '--rm', '-i', IMAGE, 'wc', '-c'], {
    input: 'twelve bytes',
  });
  expect(stdout.trim()).toBe('12');
});

describe('a build of four steps, as in the workshop', () => {
  const context = mkdtempSync(join(tmpdir(), 'slipway-build-'));
  writeFileSync(join(context, 'authorized_keys'), 'ssh-ed25519 AAAA somebody\n');
  writeFileSync(
    join(context, 'Dockerfile'),
    [
      `FROM ${IMAGE}`,
      'ENV DEBIAN_FRONTEND noninteractive',
      'RUN ["/bin/busybox", "mkdir", "-p", "/root/.ssh"]',
      'ADD authorized_keys /root/.ssh/authorized_keys',
      'CMD ["cat", "/root/.ssh/authorized_keys"]',
      '',
    ].join('\n'),
  );
  const build = () => docker(slipway, ['build', '-t', 'workshop', context]);

  test('builds, then builds again from the cache, and runs', async () => {
    const first = await build();
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('Successfully tagged workshop') });
    expect(first.stdout).not.toContain('Using cache');
    const second = await build();
    expect(second.stdout.match(/Using cache/g)).toHaveLength(4);
    expect((await docker(slipway, ['run', '--rm', 'workshop'])).stdout).toContain('somebody');
  });
});

test('logs, exec and rm work on a container that runs', async () => {
  const started = await docker(slipway, [
    'run',
    '-d',
    '--name',
    'worker',
    IMAGE,
    'sh',
    '-c',
    'echo ready; exec sleep 999',
  ]);
  expect(started).toMatchObject({ code: 0 });
  expect((await docker(slipway, ['exec', 'worker', '/bin/busybox', 'echo', 'inside'])).stdout).toBe(
    'inside\n',
  );
  expect((await docker(slipway, ['logs', 'worker'])).stdout).toBe('ready\n');
  expect(await docker(slipway, ['rm', '-f', 'worker'])).toMatchObject({ code: 0 });
  expect((await docker(slipway, ['ps', '-aq', '--filter', 'name=worker'])).stdout).toBe('');
});

test('the docker context `slipway` works without any variable', async () => {
  const { code, stdout } = await run('docker', ['--context', 'slipway', 'info', '--format', '{{.OSType}}'], {
    env: slipway.env,
  });
  expect({ code, stdout: stdout.trim() }).toEqual({ code: 0, stdout: 'linux' });
});

test('dockerode works with the same three files', async () => {
  const { DOCKER_HOST, DOCKER_CERT_PATH } = JSON.parse(await slipway.output('env', '--json')) as Record<
    string,
    string
  >;
  const file = (name: string) => readFileSync(join(DOCKER_CERT_PATH ?? '', name));
  const dockerode = new Dockerode({
    host: '127.0.0.1',
    port: new URL(DOCKER_HOST ?? '').port,
    protocol: 'https',
    ca: file('ca.pem'),
    cert: file('cert.pem'),
    key: file('key.pem'),
  });
  expect(String(await dockerode.ping())).toBe('OK');
  const images = await dockerode.listImages();
  expect(images.flatMap(({ RepoTags }) => RepoTags)).toContain(IMAGE);
});
