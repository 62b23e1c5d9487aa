// The real command line as a child process: what it says to words it does not know, and its exit codes.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../main/lib/exec.ts';
import { freshSlipway, PROGRAM, removeSlipway, type Slipway } from '../harness/slipway.ts';

let slipway: Slipway;
beforeAll(() => {
  slipway = freshSlipway();
});
afterAll(() => removeSlipway(slipway));

describe('words it does not know', () => {
  it.each([
    [[], 'Usage: slipway'],
    [['nonsense'], "unknown command 'nonsense'"],
    [['up', '--nonsense'], "unknown option '--nonsense'"],
    [['config', 'set', 'memory'], 'is not key=value'],
    [['config', 'set', 'colour=blue'], 'there is no setting "colour"'],
    [['env', '--unset', '--shell', 'nonsense'], 'is not known'],
  ])('%j ends with 2, the reason on stderr and nothing on stdout', async (args, reason) => {
    const { code, stdout, stderr } = await slipway.cli(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(reason);
    expect(stderr).not.toMatch(/\n +at /);
  });
});

describe('names that no machine can have (fault 63)', () => {
  it.each(['../x', '-rf', '', 'a'.repeat(300), 'a b', 'a/b', '$(id)', 'ä', '.', '..'])(
    '%j is refused with the rule, and nothing is made',
    async (name) => {
      for (const verb of ['init', 'status', 'delete']) {
        const { code, stdout, stderr } = await slipway.cli([verb, '--machine', name]);
        expect([verb, code, stdout]).toEqual([verb, 2, '']);
        expect(stderr).toContain('^[a-z0-9]');
      }
      expect(JSON.parse((await slipway.cli(['ls', '--json'])).stdout)).toEqual([]);
    },
  );
});

describe('a machine that does not run', () => {
  beforeAll(async () => {
    await slipway.cli(['init', '--machine', 'quiet']);
  });

  it.each(['env', 'ip', 'ssh'])('has no %s: exit code 3', async (verb) => {
    const { code, stdout, stderr } = await slipway.cli([verb, '--machine', 'quiet']);
    expect([code, stdout]).toEqual([3, '']);
    expect(stderr).toContain('machine quiet is not running');
    expect(stderr).toContain('slipway up --machine quiet');
  });

  it('is stopped without a failure, and its status is poweroff', async () => {
    expect((await slipway.cli(['down', '--machine', 'quiet'])).code).toBe(0);
    expect((await slipway.cli(['poweroff', '--machine', 'quiet'])).code).toBe(0);
    expect(await slipway.cli(['status', '--machine', 'quiet'])).toEqual({
      code: 0,
      stdout: 'poweroff\n',
      stderr: '',
    });
  });

  it('is not removed unless somebody says yes', async () => {
    const refused = await slipway.cli(['delete', '--machine', 'quiet']);
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('--yes');
    expect((await slipway.cli(['delete', '--machine', 'quiet', '--yes'])).code).toBe(0);
    expect((await slipway.cli(['status', '--machine', 'quiet'])).code).toBe(3);
  });
});

it('a machine that does not exist ends with 3', async () => {
  const { code, stdout, stderr } = await slipway.cli(['status']);
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toContain('machine default does not exist');
});

it('doctor tells each trouble with cause and fix, and ends with 1', async () => {
  const nowhere = join(slipway.home, 'no-programs');
  mkdirSync(nowhere);
  const { code, stdout } = await slipway.cli(['doctor', '--json'], { env: { PATH: nowhere } });
  expect(code).toBe(1);
  const findings = JSON.parse(stdout) as { id: string; status: string; cause?: string; fix?: string }[];
  const qemu = findings.find((finding) => finding.id === 'qemu');
  expect(qemu).toMatchObject({ status: 'problem', cause: expect.stringContaining('not found on PATH') });
  for (const { status, cause, fix } of findings) {
    if (status !== 'ok') expect([typeof cause, typeof fix]).toEqual(['string', 'string']);
  }
});

it('output that nobody reads to its end is no failure', async () => {
  const { stdout, stderr } = await run(
    'sh',
    ['-c', '"$0" "$1" --help | true; "$0" "$1" ls | head -1', process.execPath, PROGRAM],
    { env: slipway.env },
  );
  expect(stdout).toMatch(/^NAME /);
  expect(stderr).toBe('');
});
