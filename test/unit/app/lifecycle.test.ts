// A machine's life as the use-cases tell it, with supervisors that only pretend.

import type { StartEvent } from '../../../preload/contract/machines.ts';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '../../../main/app/app.ts';
import { deleteMachine, startMachine, stopMachine } from '../../../main/app/lifecycle.ts';
import { observeMachine, observeMachines } from '../../../main/app/observe.ts';
import { changeSettings } from '../../../main/app/settings.ts';
import { identify } from '../../../main/lib/process-identity.ts';
import { readConfig } from '../../../main/machine/config-file.ts';
import { parseMachineName } from '../../../main/machine/name.ts';
import { machinePaths, type MachinePaths } from '../../../main/machine/paths.ts';
import { createMachine } from '../../../main/machine/store.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { fakeSupervisors, RUNNING } from '../../fakes/supervisors.ts';

const name = parseMachineName('default');
let home: string;
let paths: MachinePaths;
let notices: string[];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-app-'));
  paths = machinePaths(home, name);
  notices = [];
});
afterEach(async () => {
  await rm(home, { recursive: true, force: true });
  await rm(paths.runtime.folder, { recursive: true, force: true });
});

const appWith = (supervisors: App['supervisors']): App => ({
  home,
  env: { HOME: home, DOCKER_CONFIG: join(home, '.docker') },
  supervisors,
});
const quietly = { onEvent: () => {}, onNotice: (text: string) => void notices.push(text) };

/** The certificates that a real start leaves, as far as the docker context needs them. */
async function pretendCertificates(): Promise<void> {
  await mkdir(paths.certs, { recursive: true });
  for (const file of ['ca.pem', 'cert.pem', 'key.pem']) await writeFile(join(paths.certs, file), file);
}

async function pretendVm(identity: unknown): Promise<void> {
  await mkdir(paths.runtime.folder, { recursive: true, mode: 0o700 });
  await writeFile(paths.runtime.vm, JSON.stringify(identity));
}

describe('a start', () => {
  it('makes a machine that is not there and says so', async () => {
    const supervisors = fakeSupervisors();
    await startMachine(appWith(supervisors), name, quietly);
    expect(notices).toEqual([`machine default is new: made in ${paths.folder}`]);
    expect((await readConfig(paths, name)).config.name).toBe('default');
    expect(supervisors.openLinks()).toBe(0);
  });

  it('passes every event on, in order, and the deadline to the supervisor', async () => {
    const events: StartEvent[] = [
      { kind: 'began', stage: 'image' },
      { kind: 'done', stage: 'image', text: 'debian 13', ms: 100 },
    ];
    const supervisors = fakeSupervisors({ events });
    const seen: StartEvent[] = [];
    await startMachine(appWith(supervisors), name, {
      ...quietly,
      bootTimeoutMs: 5000,
      onEvent: (event) => void seen.push(event),
    });
    expect(seen).toEqual(events);
    expect(supervisors.calls).toContain('start {"bootTimeoutMs":5000}');
  });

  it('says who is starting the machine already', async () => {
    const starting = { ...RUNNING, state: { kind: 'starting', stage: 'boot' } as const };
    await startMachine(appWith(fakeSupervisors({ statuses: [starting, RUNNING] })), name, quietly);
    expect(notices).toContain('machine default is already starting (pid 41); waiting with it');
  });

  it('writes the docker context with the port the engine has now', async () => {
    await createMachine(home, name);
    await pretendCertificates();
    const { context } = await startMachine(appWith(fakeSupervisors()), name, quietly);
    expect(context).toEqual({ name: 'slipway' });
    const meta = join(home, '.docker', 'contexts', 'meta');
    const [id = ''] = await readdir(meta);
    expect(await readFile(join(meta, id, 'meta.json'), 'utf8')).toContain('tcp://127.0.0.1:23760');
  });

  it('succeeds though the docker context cannot be written, and says why', async () => {
    await writeFile(join(home, '.docker'), 'no folder');
    const { context } = await startMachine(appWith(fakeSupervisors()), name, quietly);
    expect(context).toMatchObject({ problem: expect.stringContaining('slipway is not up to date') });
  });

  it('applies settings to a machine that is there, but never shrinks its disk', async () => {
    await createMachine(home, name, { diskGiB: 64, cpus: 1 });
    const app = appWith(fakeSupervisors());
    await startMachine(app, name, { ...quietly, settings: { memoryMiB: 777 } });
    expect((await readConfig(paths, name)).config.memoryMiB).toBe(777);
    await expect(startMachine(app, name, { ...quietly, settings: { diskGiB: 10 } })).rejects.toMatchObject({
      code: 'E_DISK_SHRINK',
    });
  });

  it('refuses a machine that is broken without launching anything', async () => {
    await createMachine(home, name);
    await writeFile(paths.config, '{"schema":999}');
    const supervisors = fakeSupervisors();
    await expect(startMachine(appWith(supervisors), name, quietly)).rejects.toMatchObject({
      code: 'E_CONFIG_NEWER',
    });
    expect(supervisors.calls).toEqual([]);
  });

  it('lets go of the supervisor when it fails', async () => {
    const failure = new SlipwayError('E_BOOT_TIMEOUT', 'no luck');
    const supervisors = fakeSupervisors({ failure });
    await expect(startMachine(appWith(supervisors), name, quietly)).rejects.toBe(failure);
    expect(supervisors.openLinks()).toBe(0);
  });
});

describe('a stop', () => {
  it('of a machine that does not run is no failure', async () => {
    await createMachine(home, name);
    const supervisors = fakeSupervisors({ listens: false });
    expect(await stopMachine(appWith(supervisors), name, { force: false })).toEqual({
      how: 'was-stopped',
      ms: 0,
    });
    expect(supervisors.calls).toEqual([]);
  });

  it('of a VM whose supervisor died takes it over first', async () => {
    await createMachine(home, name);
    await pretendVm(await identify(process.pid));
    const supervisors = fakeSupervisors({ listens: false });
    await stopMachine(appWith(supervisors), name, { force: false });
    expect(supervisors.calls).toEqual(['launch', 'stop force=false']);
  });

  it('of a machine that was aborted has a supervisor clear up', async () => {
    await createMachine(home, name);
    const supervisors = fakeSupervisors({ listens: false, lastState: { kind: 'aborted', cause: 'killed' } });
    await stopMachine(appWith(supervisors), name, { force: false });
    expect(supervisors.calls).toEqual(['launch', 'stop force=false']);
  });
});

describe('a machine without a supervisor', () => {
  const kindOf = async (options: Parameters<typeof fakeSupervisors>[0]) => {
    const { state } = await observeMachine(appWith(fakeSupervisors({ listens: false, ...options })), name);
    return state;
  };
  beforeEach(() => createMachine(home, name));

  it('that never started is stopped', async () => {
    expect(await kindOf({})).toEqual({ kind: 'stopped' });
  });

  it('is what its supervisor noted last, if that was an end', async () => {
    expect(await kindOf({ lastState: { kind: 'stopped' } })).toEqual({ kind: 'stopped' });
    const aborted = { kind: 'aborted', cause: 'killed by signal 9' } as const;
    expect(await kindOf({ lastState: aborted })).toEqual(aborted);
  });

  it('that ran when it was last seen is aborted: the host lost power', async () => {
    expect(await kindOf({ lastState: RUNNING.state })).toMatchObject({ kind: 'aborted' });
  });

  it('whose VM has ended unseen is aborted, even if its number belongs to another process now', async () => {
    await pretendVm({ ...(await identify(process.pid)), startedAt: 'before' });
    expect(await kindOf({})).toMatchObject({ kind: 'aborted' });
  });
});

it('a removed machine leaves neither folder, runtime folder nor docker context', async () => {
  await createMachine(home, name);
  await pretendCertificates();
  const app = appWith(fakeSupervisors());
  await startMachine(app, name, quietly);
  expect(await deleteMachine(app, name)).toBeUndefined();
  for (const gone of [paths.folder, paths.runtime.folder]) {
    await expect(stat(gone)).rejects.toMatchObject({ code: 'ENOENT' });
  }
  expect(await readdir(join(home, '.docker', 'contexts', 'meta'))).toEqual([]);
});

it('a machine whose supervisor fails is told as broken, and the others are listed', async () => {
  await createMachine(home, name);
  await createMachine(home, parseMachineName('other'));
  const supervisors = fakeSupervisors({ listens: false });
  const app = appWith({
    ...supervisors,
    connect: async (of) => {
      if (of.folder === paths.folder) throw new SlipwayError('E_SUPERVISOR_GONE', 'hung up');
      return undefined;
    },
  });
  expect((await observeMachines(app)).map(({ name: of, state }) => [of, state.kind])).toEqual([
    ['default', 'broken'],
    ['other', 'stopped'],
  ]);
});

describe('changed settings', () => {
  it('need no restart while the machine does not run', async () => {
    await createMachine(home, name, { cpus: 1, memoryMiB: 1024 });
    const app = appWith(fakeSupervisors({ listens: false }));
    expect(await changeSettings(app, name, ['memory=512MiB'])).toMatchObject({
      changed: ['memory'],
      needsRestart: false,
    });
  });

  it('that are the same need none while it runs', async () => {
    await createMachine(home, name, { cpus: 1 });
    expect(await changeSettings(appWith(fakeSupervisors()), name, ['cpus=1'])).toMatchObject({
      changed: [],
      needsRestart: false,
    });
  });
});
