// Builds in a real engine: of a folder, step by step, with everything a build can be given; failed and cancelled ones too.

import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import type { BuildEvent, BuildRequest } from '../../preload/contract/builds.ts';
import { buildToEnd, writeFiles } from '../harness/builds.ts';
import { contractClient, machine, type ContractClient } from '../harness/contract-client.ts';
import { docker, dockerOutput, IMAGE, importBusybox } from '../harness/docker.ts';
import { eventually } from '../harness/eventually.ts';
import { sharedSlipway } from '../harness/shared-machine.ts';

const slipway = sharedSlipway();
let client: ContractClient;
let folder: string;
beforeAll(async () => {
  await importBusybox(slipway);
  folder = await mkdtemp(join(tmpdir(), 'slipway-build-'));
  client = contractClient(slipway);
});
afterAll(async () => {
  client.close();
  const built = await dockerOutput(slipway, 'images', '-q', '--filter', 'reference=build-*');
  if (built !== '') await docker(slipway, ['rmi', '-f', ...new Set(built.split('\n'))]);
  await rm(folder, { recursive: true });
});

type Request = Omit<z.input<typeof BuildRequest>, 'source'>;
const contextOf = (name: string, files: Record<string, string>) => writeFiles(join(folder, name), files);
const build = (path: string, request: Request = {}) =>
  buildToEnd(client, { ...request, source: { kind: 'folder', path } });

const BUILT = { kind: 'built', image: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) };
const run = (image: string, ...words: string[]) => dockerOutput(slipway, 'run', '--rm', image, ...words);

describe('a folder', () => {
  test('becomes an image step by step; the second time every step comes from the cache', async () => {
    const root = await contextOf('four', {
      Dockerfile: `FROM ${IMAGE}
ENV DEBIAN_FRONTEND noninteractive
RUN ["/bin/busybox", "sh", "-c", "echo made > /made; echo said"]
ADD authorized_keys /root/.ssh/authorized_keys
CMD ["cat", "/root/.ssh/authorized_keys"]
`,
      authorized_keys: 'ssh-ed25519 somebody\n',
    });
    const first = await build(root, { tags: ['build-four:1', 'build-four:2'] });
    expect(first.outcome).toEqual({ ...BUILT, tags: ['build-four:1', 'build-four:2'] });
    expect(first.log).toBe('said\n');
    const step = first.steps.get('[3/3] ADD authorized_keys /root/.ssh/authorized_keys');
    expect(step).toMatchObject({ state: 'done', lines: { from: 4, to: 4 } });
    expect(await run('build-four:2')).toBe('ssh-ed25519 somebody');

    const second = await build(root, { tags: ['build-four:1'] });
    const states = [...second.steps.values()].flatMap(({ lines, name, state }) =>
      lines === undefined || name.includes('FROM') ? [] : [state],
    );
    expect(states).toEqual(['cached', 'cached']);
    expect(second.outcome).toMatchObject({ image: first.outcome?.kind === 'built' && first.outcome.image });
  });

  test('is sent with links as links and modes as modes; what is neither file nor folder is left out, told', async () => {
    const root = await contextOf('kinds', {
      Dockerfile: `FROM ${IMAGE}\nCOPY . /all/\n`,
      'run.sh': '#!/bin/sh\n',
      'deep/er/file': 'x',
      '.dockerignore': '*.log\n!keep.log\ndeep/er/no\nDockerfile\n',
      'a.log': '',
      'keep.log': '',
      'deep/er/no': '',
    });
    await chmod(join(root, 'run.sh'), 0o750);
    await symlink('/etc/passwd', join(root, 'outside'));
    await symlink('nowhere', join(root, 'dangling'));
    await promisify(execFile)('mkfifo', [join(root, 'pipe')]);
    const { warnings, outcome } = await build(root, { tags: ['build-kinds'] });
    expect(outcome).toMatchObject(BUILT);
    expect(warnings).toEqual(['pipe is left out: it is a named pipe']);
    const listed = await run(
      'build-kinds',
      'find',
      '/all',
      '-mindepth',
      '1',
      '-exec',
      'stat',
      '-c',
      '%n %a %u %N',
      '{}',
      ';',
    );
    expect(listed.split('\n').sort()).toEqual([
      '/all/.dockerignore 644 0 /all/.dockerignore',
      "/all/dangling 777 0 '/all/dangling' -> 'nowhere'",
      '/all/deep 755 0 /all/deep',
      '/all/deep/er 755 0 /all/deep/er',
      '/all/deep/er/file 644 0 /all/deep/er/file',
      '/all/keep.log 644 0 /all/keep.log',
      "/all/outside 777 0 '/all/outside' -> '/etc/passwd'",
      '/all/run.sh 750 0 /all/run.sh',
    ]);
  });

  test('may have its Dockerfile elsewhere, with an ignore file of its own; neither gets into the image', async () => {
    const root = await contextOf('outside/app', { a: 'a', b: 'b', '.dockerignore': 'a\n' });
    const dockerfile = join(folder, 'outside/Own.Dockerfile');
    await writeFile(dockerfile, `FROM ${IMAGE}\nCOPY . /all/\n`);
    await writeFile(`${dockerfile}.dockerignore`, 'b\n.dockerignore\n');
    const { outcome } = await build(root, { tags: ['build-outside'], dockerfile });
    expect(outcome).toMatchObject(BUILT);
    expect(await run('build-outside', 'ls', '-A', '/all')).toBe('a');
  });
});

test('arguments, labels, a target, hosts and secrets reach the build; a secret reaches no layer', async () => {
  const root = await contextOf('options', {
    Dockerfile: `FROM ${IMAGE} AS one
ARG WHO
RUN --mount=type=secret,id=file --mount=type=secret,id=value ["/bin/busybox", "sh", "-c", "echo $WHO > /who; cat /run/secrets/file /run/secrets/value | md5sum > /sum; grep special /etc/hosts"]
FROM ${IMAGE} AS two
RUN ["/bin/busybox", "false"]
`,
    secret: 'of a file ',
  });
  const { outcome, log } = await build(root, {
    tags: ['build-options'],
    target: 'one',
    args: [{ name: 'WHO', value: 'me' }],
    labels: [{ name: 'org.example.a', value: 'ä b' }],
    extraHosts: ['special:10.9.8.7'],
    secrets: [
      { id: 'file', from: { kind: 'file', path: join(root, 'secret') } },
      { id: 'value', from: { kind: 'value', value: 'of a value' } },
    ],
  });
  expect(outcome).toMatchObject(BUILT);
  expect(log).toContain('10.9.8.7');
  expect(await run('build-options', 'cat', '/who', '/sum')).toBe('me\n31edcc2028a67e079ef5c45ce12ba4ad  -');
  const { Config } = await client.images.inspect({ machine, image: 'build-options' });
  expect(Config).toMatchObject({ Labels: { 'org.example.a': 'ä b' } });
});

describe('a build that fails', () => {
  const failureOf = async (dockerfile: string) => {
    const { outcome } = await build(await contextOf('failing', { Dockerfile: dockerfile }));
    return outcome?.kind === 'failed' ? outcome.failure : undefined;
  };

  test('names the line, the exit code, and keeps what the step printed', async () => {
    const root = await contextOf('exit', {
      Dockerfile: `FROM ${IMAGE}\n\nRUN ["/bin/busybox", \\\n  "sh", "-c", "echo oops; exit 3"]\nRUN other\n`,
    });
    const { outcome, log } = await build(root);
    expect(outcome).toMatchObject({
      kind: 'failed',
      failure: {
        error: { code: 'E_BUILD_FAILED', message: expect.stringContaining('exit code: 3') },
        exitCode: 3,
        source: { file: join(root, 'Dockerfile'), from: 3, to: 4 },
      },
    });
    expect(log).toBe('oops\n');
  });

  test.each([
    ['no instruction at all', '', undefined],
    ['an unknown instruction', 'FROM x\nRUNN y\n', 2],
    ['NULs', 'FROM x\n\0\0\n', 2],
    ['no FROM', 'RUN x\n', undefined],
    ['a heredoc that does not end', `FROM ${IMAGE}\nRUN <<EOF\nx\n`, undefined],
    ['something to copy that is not there', `FROM ${IMAGE}\nCOPY nothing /\n`, 2],
    ['a Dockerfile of ten megabytes in one line', `FROM ${IMAGE}\nRUN ${'x'.repeat(10_000_000)}`, 2],
  ])('because of %s says where, soon', async (_, dockerfile, line) => {
    const failure = await failureOf(dockerfile);
    expect(failure?.error.code).toBe('E_BUILD_FAILED');
    expect(failure?.source?.from).toBe(line);
  });

  test('because a file cannot be read names that file', async () => {
    // Root reads everything, whoever owns it.
    if (process.getuid?.() === 0) return;
    const root = await contextOf('unreadable', { Dockerfile: `FROM ${IMAGE}\nCOPY . /\n`, closed: '' });
    await chmod(join(root, 'closed'), 0);
    expect((await build(root)).outcome).toMatchObject({
      failure: { error: { code: 'E_NO_PERMISSION', message: expect.stringContaining('closed') } },
    });
  });

  test('before anything is sent, because the folder or the Dockerfile is not there', async () => {
    const code = expect.objectContaining({ code: 'E_NOT_FOUND' });
    await expect(build(join(folder, 'nowhere'))).rejects.toEqual(code);
    await expect(build(await contextOf('empty', { a: '' }))).rejects.toEqual(code);
  });
});

test('a build is cancelled within a second, in the engine as well', async () => {
  const root = await contextOf('long', {
    Dockerfile: `FROM ${IMAGE}\nRUN ["/bin/busybox", "sleep", "987"]\n`,
  });
  const source = { kind: 'folder', path: root } as const;
  const { build: id } = await client.builds.start({ machine, request: { source } });
  let cancelledMs = 0;
  let last: BuildEvent | undefined;
  for await (const event of client.builds.follow({ machine, build: id })) {
    last = event;
    const isRunning =
      event.kind === 'steps' &&
      event.steps.some(({ name, state }) => /sleep/.test(name) && state === 'running');
    if (!isRunning || cancelledMs > 0) continue;
    cancelledMs = performance.now();
    await client.builds.cancel({ machine, build: id });
  }
  expect(performance.now() - cancelledMs).toBeLessThan(1000);
  expect(last).toEqual({ kind: 'ended', outcome: { kind: 'cancelled' } });
  await eventually('the step has ended in the machine', 10_000, async () => {
    const { stdout } = await slipway.cli(['ssh', 'ps']);
    return stdout !== '' && !stdout.includes('sleep 987');
  });
});
