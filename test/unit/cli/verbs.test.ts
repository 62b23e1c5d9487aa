// What single verbs print, where, and what they change; without processes.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../../main/app/app.ts';
import { runCommandLine } from '../../../main/cli/program.ts';
import { parseMachineName } from '../../../main/machine/name.ts';
import { machinePaths } from '../../../main/machine/paths.ts';
import { createMachine, inspectMachine } from '../../../main/machine/store.ts';
import { fakeSupervisors, RUNNING } from '../../fakes/supervisors.ts';
import { fakeTerminal, type FakeTerminal } from '../../fakes/terminal.ts';

const name = parseMachineName('default');
let home: string;
let app: App;
let terminal: FakeTerminal;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-cli-'));
  const env = { HOME: home, SHELL: '/bin/bash', DOCKER_CONFIG: join(home, '.docker') };
  app = { home, env, supervisors: fakeSupervisors({ listens: false }) };
  terminal = fakeTerminal({ env });
});
afterEach(() => rm(home, { recursive: true, force: true }));

const slipway = (...argv: string[]) => runCommandLine(argv, terminal, app);

describe('status', () => {
  it('is one word on stdout', async () => {
    await createMachine(home, name);
    expect(await slipway('status')).toBe(0);
    expect(terminal.said).toEqual({ out: 'poweroff\n', err: '' });
  });

  it('of a broken machine is a word, its trouble talk', async () => {
    await createMachine(home, name);
    const paths = machinePaths(home, name);
    await writeFile(paths.config, '');
    await writeFile(paths.configBackup, '');
    expect(await slipway('status')).toBe(0);
    expect(terminal.said.out).toBe('broken\n');
    expect(terminal.said.err).toContain('config.json is empty');
  });

  it('is data with --json', async () => {
    app.supervisors = fakeSupervisors();
    await createMachine(home, name);
    await slipway('status', '--json');
    expect(JSON.parse(terminal.said.out)).toEqual({
      name: 'default',
      status: 'running',
      state: RUNNING.state,
    });
  });

  it('of a VM that ended unseen is aborted', async () => {
    await createMachine(home, name);
    const { runtime } = machinePaths(home, name);
    await mkdir(runtime.folder, { recursive: true, mode: 0o700 });
    await writeFile(
      runtime.vm,
      JSON.stringify({ pid: process.pid, startedAt: 'long ago', bootId: 'another' }),
    );
    await slipway('status');
    expect(terminal.said.out).toBe('aborted\n');
    await rm(runtime.folder, { recursive: true });
  });
});

describe('env', () => {
  it('needs a machine that runs', async () => {
    await createMachine(home, name);
    expect(await slipway('env')).toBe(3);
    expect(terminal.said.out).toBe('');
    expect(terminal.said.err).toContain('machine default is not running');
  });

  it('puts on stdout what the shell takes over, and nothing else', async () => {
    app.supervisors = fakeSupervisors();
    await createMachine(home, name);
    expect(await slipway('env')).toBe(0);
    const lines = terminal.said.out.trimEnd().split('\n');
    expect(lines[0]).toBe("export DOCKER_HOST='tcp://127.0.0.1:23760'");
    expect(lines.every((line) => line.startsWith('export DOCKER_'))).toBe(true);
  });

  it('says on stderr that the shell holds stale settings, or has them already', async () => {
    app = {
      ...app,
      env: { ...app.env, DOCKER_HOST: 'tcp://127.0.0.1:1' },
      supervisors: fakeSupervisors(),
    };
    await createMachine(home, name);
    await slipway('env');
    expect(terminal.said.err).toContain('This shell still has other settings');
    terminal = fakeTerminal({ env: { SHELL: '/bin/sh' } });
    app = {
      ...app,
      env: {
        DOCKER_HOST: 'tcp://127.0.0.1:23760',
        DOCKER_CERT_PATH: machinePaths(home, name).certs,
        DOCKER_TLS_VERIFY: '1',
      },
    };
    await slipway('env');
    expect(terminal.said.err).toContain('has these settings already');
  });

  it('takes the settings back with --unset, even where nothing runs', async () => {
    expect(await slipway('env', '--unset', '--shell', 'fish')).toBe(0);
    expect(terminal.said.out).toContain('set -e DOCKER_HOST;');
  });

  it('adds the machine to NO_PROXY with --no-proxy only', async () => {
    app.supervisors = fakeSupervisors();
    await createMachine(home, name);
    await slipway('env');
    expect(terminal.said.out).not.toContain('NO_PROXY');
    await slipway('env', '--no-proxy');
    expect(terminal.said.out).toContain("export NO_PROXY='127.0.0.1'");
  });
});

describe('delete', () => {
  beforeEach(() => createMachine(home, name));

  it('refuses where there is nobody to ask', async () => {
    expect(await slipway('delete')).toBe(2);
    expect((await inspectMachine(home, name)).kind).toBe('whole');
  });

  it('leaves the machine alone after a no', async () => {
    terminal = fakeTerminal({ answer: false });
    expect(await slipway('delete')).toBe(1);
    expect((await inspectMachine(home, name)).kind).toBe('whole');
  });

  it('stops and removes it after a yes', async () => {
    const supervisors = fakeSupervisors();
    app.supervisors = supervisors;
    terminal = fakeTerminal({ answer: true, env: app.env });
    expect(await slipway('delete')).toBe(0);
    expect(supervisors.calls).toContain('stop force=true');
    expect((await inspectMachine(home, name)).kind).toBe('absent');
  });

  it('asks nothing with --yes', async () => {
    expect(await slipway('destroy', '--yes')).toBe(0);
    expect((await inspectMachine(home, name)).kind).toBe('absent');
  });

  it('removes a machine whose config is damaged, too', async () => {
    await writeFile(machinePaths(home, name).config, '{"schema":1}');
    expect(await slipway('delete', '-y')).toBe(0);
    expect((await inspectMachine(home, name)).kind).toBe('absent');
  });
});

describe('config', () => {
  beforeEach(() => createMachine(home, name, { memoryMiB: 1024, cpus: 1 }));

  it('shows settings in the words that set takes', async () => {
    await slipway('config');
    expect(terminal.said.out).toBe('cpus=1\nmemory=1GiB\ndisk=64GiB\naccelerator=auto\nport=2376\n');
  });

  it('tells of a machine that runs that it needs a restart', async () => {
    app.supervisors = fakeSupervisors();
    expect(await slipway('config', 'set', 'memory=512MiB')).toBe(0);
    expect(terminal.said.err).toContain('needs restart');
  });

  it('changes nothing if one of the words is wrong', async () => {
    const { config } = machinePaths(home, name);
    const before = await readFile(config);
    expect(await slipway('config', 'set', 'memory=512MiB', 'cpus=0')).toBe(2);
    expect(await readFile(config)).toEqual(before);
  });

  it('refuses to shrink the disk', async () => {
    expect(await slipway('config', 'set', 'disk=100GiB')).toBe(0);
    expect(await slipway('config', 'set', 'disk=80GiB')).toBe(2);
    expect(terminal.said.err).toContain('E_DISK_SHRINK');
  });

  it('leaves a newer Slipway’s file byte-identical', async () => {
    const { config } = machinePaths(home, name);
    const newer = '{"schema":999}';
    await writeFile(config, newer);
    expect(await slipway('config', 'set', 'cpus=1')).toBe(1);
    expect(terminal.said.err).toContain('made by a newer Slipway');
    expect(await readFile(config, 'utf8')).toBe(newer);
  });
});
