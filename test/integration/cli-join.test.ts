// `slipway container run` and `exec` joined to pipes and to a terminal: what docker's -i and -t mean.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../main/lib/exec.ts';
import { quoteForSh } from '../../main/lib/quote.ts';
import { docker, dockerOutput, IMAGE, importBusybox } from '../harness/docker.ts';
import { sharedSlipway } from '../harness/shared-machine.ts';
import { PROGRAM } from '../harness/slipway.ts';

const slipway = sharedSlipway();
const SLEEPER = 'join-sleeper';
const RUN = 'join-run';

beforeAll(async () => {
  await importBusybox(slipway);
  await dockerOutput(slipway, 'run', '-d', '--name', SLEEPER, IMAGE, 'sleep', '600');
});
afterAll(async () => {
  await docker(slipway, ['rm', '-f', SLEEPER, RUN]);
});

const exec = (options: string[], line: string, input?: string | Uint8Array) =>
  slipway.cli(
    ['container', 'exec', ...options, SLEEPER, 'busybox', 'sh', '-c', line],
    input === undefined ? {} : { input },
  );
const runRemoved = (options: string[], line: string, input?: string) =>
  slipway.cli(
    ['container', 'run', '--rm', '--name', RUN, ...options, IMAGE, 'sh', '-c', line],
    input === undefined ? {} : { input },
  );
/** With a terminal, as util-linux's `script` makes one: what it shows, and the exit code. */
const inTerminal = (...words: string[]) =>
  run('script', ['-qec', [process.execPath, PROGRAM, ...words].map(quoteForSh).join(' '), '/dev/null'], {
    env: slipway.env,
    expect: Array.from({ length: 256 }, (_, code) => code),
    timeoutMs: 120_000,
  });
const isThere = async (name: string) =>
  (await dockerOutput(slipway, 'ps', '-aq', '--filter', `name=^/${name}$`)) !== '';

describe('exec without a terminal', () => {
  test('keeps output and errors apart, byte by byte, and passes the exit code on', async () => {
    const { code, stdout, stderr } = await exec([], 'printf "a\\r\\nb"; echo bad >&2; exit 9');
    expect({ code, stdout, stderr }).toEqual({ code: 9, stdout: 'a\r\nb', stderr: 'bad\n' });
  });

  test('passes a pipe with -i, to its end', async () => {
    const million = 'x'.repeat(1_000_000);
    expect((await exec(['-i'], 'busybox wc -c', million)).stdout.trim()).toBe('1000000');
  });

  test('gives it nothing to read without -i', async () => {
    expect((await exec([], 'busybox cat; echo after', 'unread')).stdout).toBe('after\n');
  });

  test('makes no terminal in a pipe, even with -t', async () => {
    expect((await exec(['-it'], 'busybox tty', '')).stdout).toBe('not a tty\n');
  });
});

describe('run in the foreground', () => {
  test('passes the exit code on, and one with --rm is gone by then', async () => {
    const { code, stdout, stderr } = await runRemoved([], 'echo out; echo err >&2; exit 5');
    expect({ code, stdout, stderr }).toEqual({ code: 5, stdout: 'out\n', stderr: 'err\n' });
    expect(await isThere(RUN)).toBe(false);
  });

  test('passes a pipe with -i, to its end', async () => {
    const { code, stdout } = await runRemoved(['-i'], 'busybox cat; exit 4', 'one\ntwo');
    expect({ code, stdout }).toEqual({ code: 4, stdout: 'one\ntwo' });
  });

  test('shows all that a program says', async () => {
    expect((await runRemoved([], 'busybox head -c 2000000 /dev/zero')).stdout).toHaveLength(2_000_000);
  });

  test('lets the program decide what Ctrl-C means', async () => {
    const line = 'trap "echo caught; exit 3" INT; echo ready; while :; do busybox sleep 0.1; done';
    const words = ['container', 'run', '--rm', '--name', RUN, IMAGE, 'sh', '-c', line];
    const child = spawn(process.execPath, [PROGRAM, ...words], {
      env: { PATH: process.env['PATH'], ...slipway.env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.once('data', () => child.kill('SIGINT'));
    const [shown, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    expect({ shown, code }).toEqual({ shown: 'ready\ncaught\n', code: 3 });
  });

  test('gets a missing image first', async () => {
    const { code, stderr } = await slipway.cli(['container', 'run', '--rm', '127.0.0.1:1/app']);
    expect(code).toBe(1);
    expect(stderr).toContain('127.0.0.1:1/app is not here yet: it is pulled');
    expect(stderr).toContain('connection refused');
  });

  test('that cannot start says why', async () => {
    const { code, stderr } = await runRemoved(['--entrypoint', '/absent'], 'true');
    expect(code).toBe(1);
    expect(stderr).toContain('/absent');
  });
});

describe.runIf(process.platform === 'linux')('in a terminal', () => {
  test('exec -it has one, and passes the exit code on', async () => {
    const line = 'busybox tty; exit 8';
    const { code, stdout } = await inTerminal(
      'container',
      'exec',
      '-it',
      SLEEPER,
      'busybox',
      'sh',
      '-c',
      line,
    );
    expect(stdout).toContain('/dev/pts/');
    expect(code).toBe(8);
  });

  test('run -it likewise', async () => {
    const words = [
      'container',
      'run',
      '--rm',
      '-it',
      '--name',
      RUN,
      IMAGE,
      'sh',
      '-c',
      'busybox tty; exit 6',
    ];
    const { code, stdout } = await inTerminal(...words);
    expect(stdout).toContain('/dev/pts/0');
    expect(code).toBe(6);
    expect(await isThere(RUN)).toBe(false);
  });
});
