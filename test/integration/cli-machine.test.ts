// The command line against the machine that runs: what is printed where, and which exit codes come back.

import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../../main/lib/exec.ts';
import { PROGRAM } from '../harness/slipway.ts';
import { sharedSlipway } from '../harness/shared-machine.ts';

const slipway = sharedSlipway();
const output = async (...args: string[]) => {
  const result = await slipway.cli(args);
  expect(result, args.join(' ')).toMatchObject({ code: 0 });
  return result.stdout;
};

describe('up, for a machine that runs', () => {
  it('starts nothing, and its stdout is the exports and nothing else', async () => {
    const before = JSON.parse(await output('info', '--json')) as { vmPid: number };
    const { code, stdout, stderr } = await slipway.cli(['up'], { env: { SHELL: '/bin/sh' } });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^ {4}export DOCKER_HOST='tcp:\/\/127\.0\.0\.1:\d+'\n {4}export DOCKER_CERT_PATH='[^\n]+'\n {4}export DOCKER_TLS_VERIFY='1'\n$/,
    );
    expect(stderr).toContain('is running already');
    expect(stderr).toContain('To connect the Docker client to the Docker daemon, please set:');
    expect(JSON.parse(await output('info', '--json'))).toMatchObject({ vmPid: before.vmPid });
  });
});

describe('env', () => {
  it('evaluated by a shell, is known to that shell’s slipway as set, and as stale where it leads elsewhere', async () => {
    const asked = await run(
      'sh',
      [
        '-c',
        'eval "$("$0" "$1" env 2>/dev/null)"; "$0" "$1" env >/dev/null; DOCKER_HOST=tcp://x "$0" "$1" env',
        process.execPath,
        PROGRAM,
      ],
      { env: { ...slipway.env, SHELL: '/bin/sh' } },
    );
    expect(asked.stderr).toContain('This shell has these settings already');
    expect(asked.stderr).toContain('This shell still has other settings: tcp://x');
  });

  it('names files that are there', async () => {
    const env = JSON.parse(await output('env', '--json')) as { DOCKER_CERT_PATH: string };
    for (const file of ['ca.pem', 'cert.pem', 'key.pem']) {
      expect(existsSync(`${env.DOCKER_CERT_PATH}/${file}`)).toBe(true);
    }
  });
});

describe('ssh', () => {
  it('passes on what the command prints, where it printed it, and its exit code', async () => {
    expect(await slipway.cli(['ssh', 'echo out; echo err >&2; exit 3'])).toEqual({
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });

  it('leaves options after the command to the command', async () => {
    expect(await output('ssh', 'echo', '--json', '-f')).toBe('--json -f\n');
  });

  it('passes on what comes in', async () => {
    const { stdout } = await slipway.cli(['ssh', 'wc', '-c'], { input: 'x'.repeat(100_000) });
    expect(stdout.trim()).toBe('100000');
  });
});

it('status, ip, ls and info agree that it runs', async () => {
  expect(await output('status')).toBe('running\n');
  expect(await output('ip')).toBe('127.0.0.1\n');
  expect(await output('ls')).toMatch(/^default +- +running +tcp:\/\/127\.0\.0\.1:\d+ /m);
  expect(JSON.parse(await output('info', '--json'))).toMatchObject({ status: 'running', context: 'slipway' });
});

describe('logs', () => {
  it('of the console end with the guest’s word that it is ready', async () => {
    expect(await output('logs')).toContain('slipway: ready');
  });

  it('of the events are one JSON object a line', async () => {
    const lines = (await output('logs', 'events')).trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ state: { kind: 'running' } });
  });

  it('of the engine come from the guest', async () => {
    const lines = await output('logs', 'engine', '-n', '1');
    expect(lines.trimEnd().split('\n')).toHaveLength(1);
  });
});

it('settings changed while it runs are said to need a restart, and are kept', async () => {
  const before = await output('config', 'get', 'disk');
  const larger = `${Number.parseInt(before, 10) + 1}GiB`;
  const { stderr } = await slipway.cli(['config', 'set', `disk=${larger}`]);
  expect(stderr).toContain('needs restart');
  expect(await output('config', 'get', 'disk')).toBe(`${larger}\n`);
});

it('certs show names all three, each good for more than a month', async () => {
  const certificates = JSON.parse(await output('certs', 'show', '--json')) as {
    role: string;
    daysLeft: number;
  }[];
  expect(certificates.map(({ role }) => role)).toEqual(['authority', 'server', 'client']);
  for (const { daysLeft } of certificates) expect(daysLeft).toBeGreaterThan(30);
});

it('doctor finds no problem', async () => {
  const { code, stdout } = await slipway.cli(['doctor', '--json']);
  const findings = JSON.parse(stdout) as { status: string }[];
  expect(findings.filter(({ status }) => status === 'problem')).toEqual([]);
  expect(code).toBe(0);
});
