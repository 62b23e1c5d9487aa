// The supervisor's rules that need no VM: what an end means, when to try again, which port, whose folder, which words.

import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findPanic, lastWords } from '../../../main/supervisor/console.ts';
import { createCrashPolicy } from '../../../main/supervisor/crashes.ts';
import { openHistory, readLastState } from '../../../main/supervisor/history.ts';
import { supervisorEnvironment } from '../../../main/supervisor/launch.ts';
import { choosePorts } from '../../../main/supervisor/ports.ts';
import { privacyProblem } from '../../../main/supervisor/private-folder.ts';
import { describeEnd } from '../../../main/supervisor/vm-watch.ts';

describe('how a VM ended', () => {
  const EXIT = { code: 0, signal: null };

  test.each([
    ['guest-shutdown', undefined, { kind: 'guest' }],
    ['host-qmp-quit', undefined, { kind: 'told' }],
    ['host-signal', undefined, { kind: 'told' }],
    ['guest-reset', 'Kernel panic - not syncing: x', { kind: 'reset', panicked: true }],
    ['guest-reset', undefined, { kind: 'reset', panicked: false, cause: 'the guest rebooted' }],
    ['guest-panic', undefined, { kind: 'reset', panicked: true }],
  ])('%s with the console saying %s', (reason, panic, wanted) => {
    expect(describeEnd(reason, EXIT, panic)).toMatchObject(wanted);
  });

  test.each([
    [{ code: null, signal: 'SIGKILL' }, 'signal 9'],
    [{ code: null, signal: 'SIGSEGV' }, 'SIGSEGV'],
    [{ code: 1, signal: null }, 'exit code 1'],
    [{ code: null, signal: null }, 'not known'],
  ])('without a word: %j', (exit, words) => {
    expect(describeEnd(undefined, exit, undefined)).toMatchObject({
      kind: 'died',
      cause: expect.stringContaining(words),
    });
  });
});

describe('restarts', () => {
  test('wait 1, 2 and 4 seconds; a fourth within a minute does not come', () => {
    const policy = createCrashPolicy();
    expect([0, 1, 2, 3].map((ms) => policy.next(ms)?.delayMs)).toEqual([1000, 2000, 4000, undefined]);
  });

  test('are forgotten after a minute', () => {
    const policy = createCrashPolicy();
    for (const ms of [0, 1, 2]) policy.next(ms);
    expect(policy.next(60_001)).toMatchObject({ delayMs: 2000, attempt: 2, attempts: 3 });
  });
});

describe('the console', () => {
  test('gives the panic, whatever follows it', () => {
    const lines = [
      '[1.0] BUG: unable to handle page fault',
      '[1.1] Kernel panic - not syncing: Fatal',
      'RIP: 0',
    ];
    expect(findPanic(lines)).toBe('Kernel panic - not syncing: Fatal');
    expect(findPanic(lines.slice(0, 1))).toBe('BUG: unable to handle page fault');
    expect(findPanic(['all is well'])).toBeUndefined();
  });

  test('cannot steer our user’s terminal', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'console-')), 'console.log');
    await writeFile(path, 'a\u001b[31mred\u001b[0m\u0007\r\nb\u009b2J\n');
    expect(await lastWords(path)).toBe('ared\nb2J');
  });
});

describe('ports', () => {
  const choose = async (busy: number[], others: number[], remembered = { engine: 2376, ssh: 2022 }) => {
    const saved: object[] = [];
    const chosen = await choosePorts(
      {
        isPortFree: async (port) => !busy.includes(port),
        portsOfOthers: async () => others,
        rememberPorts: async (ports) => void saved.push(ports),
      },
      remembered,
    );
    return { ...chosen, saved };
  };

  test('stay as they are remembered while they are free', async () => {
    expect(await choose([], [])).toEqual({ ports: { engine: 2376, ssh: 2022 }, changes: [], saved: [] });
  });

  test('that are held are replaced, told and remembered; no other machine’s is taken', async () => {
    const chosen = await choose([2376], [23760]);
    expect(chosen.ports).toEqual({ engine: 23761, ssh: 2022 });
    expect(chosen.changes).toEqual(['port 2376 is in use by another program; the engine is at 23761 now']);
    expect(chosen.saved).toEqual([chosen.ports]);
  });

  test('go to 2376 if the remembered one is held and 2376 is nobody’s', async () => {
    expect((await choose([23760], [], { engine: 23760, ssh: 2022 })).ports.engine).toBe(2376);
    expect((await choose([23760], [2376], { engine: 23760, ssh: 2022 })).ports.engine).toBe(23761);
  });

  test('of one machine are never the same', async () => {
    const { ports } = await choose([2376, 2022, 2023], [], { engine: 2376, ssh: 2022 });
    expect(ports.engine).not.toBe(ports.ssh);
  });
});

describe('the folder of the sockets', () => {
  const folder = { uid: 1000, mode: 0o40700, isDirectory: true };

  test('is trusted if it is ours and ours alone', () => {
    expect(privacyProblem(folder, 1000)).toBeUndefined();
  });

  test.each([
    [{ ...folder, uid: 1001 }, 'belongs to user 1001'],
    [{ ...folder, mode: 0o40755 }, 'open to other users'],
    [{ ...folder, mode: 0o40710 }, 'open to other users'],
    [{ ...folder, isDirectory: false }, 'not a folder'],
  ])('is not trusted: %j', (found, why) => {
    expect(privacyProblem(found, 1000)).toContain(why);
  });
});

describe("a supervisor's environment", () => {
  test('is built: our own variables and a few of the system, never LD_PRELOAD or a debugger', () => {
    const env = supervisorEnvironment({
      PATH: '/bin',
      HOME: '/home/ada',
      XDG_RUNTIME_DIR: '/run/user/1',
      SLIPWAY_HOME: '/s',
      DOCKER_CONFIG: '/d',
      TMPDIR: '/t',
      LD_PRELOAD: 'evil.so',
      NODE_OPTIONS: '--inspect',
      DOCKER_HOST: 'tcp://elsewhere',
      SECRET_TOKEN: 'x',
    });
    expect(env).toEqual({
      PATH: '/bin',
      HOME: '/home/ada',
      XDG_RUNTIME_DIR: '/run/user/1',
      SLIPWAY_HOME: '/s',
      DOCKER_CONFIG: '/d',
      TMPDIR: '/t',
      MALLOC_ARENA_MAX: '1',
      MALLOC_TRIM_THRESHOLD_: '131072',
    });
  });
});

describe('the history', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'history-'));
    path = join(folder, 'events.jsonl');
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('tells the last state, with its time, when nobody runs', async () => {
    const history = openHistory(path);
    history.note({ kind: 'starting', stage: 'boot' });
    history.note({ kind: 'aborted', cause: 'guest kernel panic' });
    expect(await readLastState(path)).toMatchObject({
      state: { kind: 'aborted', cause: 'guest kernel panic' },
      time: expect.stringMatching(/^\d{4}-/),
    });
  });

  test('passes over a line that a crash cut short', async () => {
    openHistory(path).note({ kind: 'stopped' });
    await appendFile(path, '{"time":"2026-');
    expect((await readLastState(path))?.state).toEqual({ kind: 'stopped' });
  });

  test('is found in the file before, right after a rotation', async () => {
    openHistory(`${path}.1`).note({ kind: 'stopped' });
    expect((await readLastState(path))?.state).toEqual({ kind: 'stopped' });
    expect(await readLastState(join(folder, 'absent'))).toBeUndefined();
  });
});
