// The command line without processes: what each verb prints where, and the exit codes scripts rely on.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../../main/app/app.ts';
import { runCommandLine } from '../../../main/cli/program.ts';
import { parseMachineName } from '../../../main/machine/name.ts';
import { machinePaths } from '../../../main/machine/paths.ts';
import { inspectMachine } from '../../../main/machine/store.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { fakeSupervisors } from '../../fakes/supervisors.ts';
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

describe('usage', () => {
  it.each([
    [['nonsense'], "unknown command 'nonsense'"],
    [['status', '--nonsense'], "unknown option '--nonsense'"],
    [['config', 'set'], "missing required argument 'key=value'"],
    [['down', 'default'], 'too many arguments'],
    [['status', '--machine'], "option '-m, --machine <name>' argument missing"],
    [['up', '--boot-timeout', 'soon'], 'not a number of seconds'],
    [['logs', 'nonsense'], 'there is no log "nonsense"'],
  ])('%j ends with 2 and says why on stderr', async (argv, message) => {
    expect(await slipway(...argv)).toBe(2);
    expect(terminal.said.err).toContain(message);
    expect(terminal.said.out).toBe('');
  });

  it('shows every verb in its help, on stdout', async () => {
    expect(await slipway('--help')).toBe(0);
    for (const verb of ['up|start', 'down|stop', 'delete|destroy', 'env|shellinit', 'doctor']) {
      expect(terminal.said.out).toContain(verb);
    }
  });

  it('shows its help on stderr where no verb is given', async () => {
    expect(await slipway()).toBe(2);
    expect(terminal.said.err).toContain('Usage: slipway');
  });

  it('suggests the verb that was meant', async () => {
    await slipway('statsu');
    expect(terminal.said.err).toContain('status');
  });
});

describe('which machine', () => {
  it.each(['../x', '-rf', '', 'a'.repeat(300), 'a b', 'a\0b', 'A', 'é', 'default/../default'])(
    'refuses the name %j with the rule',
    async (hostile) => {
      expect(await slipway('status', '--machine', hostile)).toBe(2);
      expect(terminal.said.err).toContain('E_NAME_INVALID');
      expect(terminal.said.err).toContain('1 to 32 of a-z, 0-9 and -');
    },
  );

  it('is --machine, before the verb or after it, else SLIPWAY_MACHINE, else default', async () => {
    await slipway('status', '-m', 'one');
    await slipway('-m', 'two', 'status');
    expect(terminal.said.err).toContain('machine one does not exist');
    expect(terminal.said.err).toContain('machine two does not exist');
    terminal = fakeTerminal({ env: { SLIPWAY_MACHINE: 'three' } });
    await slipway('status');
    expect(terminal.said.err).toContain('machine three does not exist');
    terminal = fakeTerminal();
    await slipway('status');
    expect(terminal.said.err).toContain('machine default does not exist');
  });

  it('that does not exist ends with 3', async () => {
    for (const verb of ['status', 'down', 'poweroff', 'info', 'ip', 'env', 'ssh', 'config', 'logs']) {
      expect([verb, await slipway(verb)]).toEqual([verb, 3]);
    }
  });
});

describe('failures', () => {
  it('have message, hint and code, and no stack', async () => {
    await slipway('status');
    expect(terminal.said.err).toBe(
      'slipway: machine default does not exist (E_NO_MACHINE)\n  slipway up makes and starts it.\n',
    );
  });

  it('are data with --json', async () => {
    expect(await slipway('status', '--json')).toBe(3);
    expect(JSON.parse(terminal.said.out)).toMatchObject({ error: { code: 'E_NO_MACHINE' } });
    expect(terminal.said.err).toBe('');
  });

  it('show their stack with SLIPWAY_DEBUG=1', async () => {
    terminal = fakeTerminal({ env: { SLIPWAY_DEBUG: '1' } });
    await slipway('status');
    expect(terminal.said.err).toMatch(/\n +at /);
  });

  it.each([
    ['E_TLS', 4],
    ['E_BOOT_TIMEOUT', 5],
    ['E_QEMU_MISSING', 1],
  ] as const)('of a start pass on what they mean: %s ends with %i', async (code, exitCode) => {
    app.supervisors = fakeSupervisors({
      events: [{ kind: 'began', stage: 'boot' }],
      failure: new SlipwayError(code, 'no luck', { hint: 'try again' }),
    });
    expect(await slipway('up')).toBe(exitCode);
    expect(terminal.said.err).toContain('✖ boot');
    expect(terminal.said.err).toContain(`slipway: no luck (${code})\n  try again\n`);
    expect(terminal.said.out).toBe('');
  });
});

describe('up', () => {
  it('makes the machine, shows the stages, and ends with the exports alone on stdout', async () => {
    app.supervisors = fakeSupervisors({
      events: [
        { kind: 'began', stage: 'boot' },
        { kind: 'done', stage: 'boot', text: 'kernel, network, disk', ms: 6200 },
      ],
    });
    expect(await slipway('up', '--memory', '512MiB')).toBe(0);
    const { certs } = machinePaths(home, name);
    expect(terminal.said.out).toBe(
      "    export DOCKER_HOST='tcp://127.0.0.1:23760'\n" +
        `    export DOCKER_CERT_PATH='${certs}'\n` +
        "    export DOCKER_TLS_VERIFY='1'\n",
    );
    expect(terminal.said.err).toContain('machine default is new: made in');
    expect(terminal.said.err).toContain('✔ boot');
    expect(terminal.said.err).toContain('please set:');
    expect(terminal.said.err).toContain('Or run: eval "$(slipway env)"');
    expect((await inspectMachine(home, name)).kind).toBe('whole');
  });

  it('says that the shell is set already instead of saying it again', async () => {
    app = {
      ...app,
      supervisors: fakeSupervisors(),
      env: {
        ...app.env,
        DOCKER_HOST: 'tcp://127.0.0.1:23760',
        DOCKER_CERT_PATH: machinePaths(home, name).certs,
        DOCKER_TLS_VERIFY: '1',
      },
    };
    expect(await slipway('up')).toBe(0);
    expect(terminal.said.err).toContain('already set correctly');
    expect(terminal.said.out).toBe('');
  });

  it('is data with --json', async () => {
    app.supervisors = fakeSupervisors();
    await slipway('up', '--json');
    expect(JSON.parse(terminal.said.out)).toMatchObject({
      name: 'default',
      ports: { engine: 23_760 },
      env: { DOCKER_HOST: 'tcp://127.0.0.1:23760' },
    });
  });

  it('goes on without us after Ctrl-C, and says so', async () => {
    app.supervisors = fakeSupervisors({ whileStarting: () => terminal.interrupt() });
    await slipway('up');
    expect(terminal.exits).toEqual([130]);
    expect(terminal.said.err).toContain('machine default goes on starting; slipway down stops it');
    terminal.interrupt();
    expect(terminal.exits).toEqual([130]);
  });
});
