// What the doctor makes of what it sees.

import type { Finding } from '../../../preload/contract/machines.ts';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkCertificates } from '../../../main/app/doctor/certificates.ts';
import { checkContext, checkShell } from '../../../main/app/doctor/context.ts';
import { checkKeyModes, checkLeftovers } from '../../../main/app/doctor/files.ts';
import type { Patient } from '../../../main/app/doctor/finding.ts';
import { checkPath, judgeFreeSpace } from '../../../main/app/doctor/host.ts';
import { checkImageAndAccelerator } from '../../../main/app/doctor/image.ts';
import { checkMachine, judgeClock, judgeState } from '../../../main/app/doctor/machine.ts';
import type { WholeMachine } from '../../../main/app/find-machine.ts';
import { parseMachineName } from '../../../main/machine/name.ts';
import { machinesFolder } from '../../../main/machine/paths.ts';
import { createMachine, inspectMachine } from '../../../main/machine/store.ts';
import { fakeSupervisors, RUNNING } from '../../fakes/supervisors.ts';

const name = parseMachineName('default');
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-doctor-'));
  // What others left in the runtime folder of this computer is not ours to be judged by.
  vi.stubEnv('XDG_RUNTIME_DIR', home);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true, force: true });
});

async function patient(env: Record<string, string> = {}): Promise<Patient & { machine: WholeMachine }> {
  await createMachine(home, name);
  const machine = (await inspectMachine(home, name)) as WholeMachine;
  const app = {
    home,
    env: { DOCKER_CONFIG: join(home, '.docker'), ...env },
    supervisors: fakeSupervisors({ listens: false }),
  };
  return { app, name, machine };
}
const statuses = (findings: Finding[]) => findings.map((finding) => finding.status);

describe('free space', () => {
  it.each([
    [50, 'ok'],
    [4.9, 'warning'],
    [0.5, 'problem'],
  ] as const)('%d GiB is %s', (freeGiB, status) => {
    expect(judgeFreeSpace('/', freeGiB).status).toBe(status);
  });
});

describe('the guest’s clock', () => {
  it.each([
    [0, 'ok'],
    [-1.5, 'ok'],
    [3600, 'warning'],
    [-90, 'warning'],
  ] as const)('%d s ahead is %s', (aheadS, status) => {
    expect(judgeClock('default', aheadS).status).toBe(status);
  });

  it('is told with the direction it is off', () => {
    expect(judgeClock('default', -90).title).toBe('the guest’s clock is 90 s behind the host’s');
  });
});

describe('files', () => {
  it('are fine after a machine was made', async () => {
    const fresh = await patient();
    expect(statuses(await checkLeftovers(fresh))).toEqual(['ok']);
    expect(statuses(await checkKeyModes(fresh))).toEqual(['ok']);
  });

  it('left by a machine half made are named, with the command that removes them', async () => {
    const found = await patient();
    const half = join(machinesFolder(home), '.default-0123abcd');
    await mkdir(half);
    expect(await checkLeftovers(found)).toMatchObject([{ status: 'warning', fix: `rm -r '${half}'` }]);
  });

  it('that others may read are named with their mode', async () => {
    const found = await patient();
    const key = join(found.machine.paths.certs, 'key.pem');
    await mkdir(found.machine.paths.certs);
    await writeFile(key, 'key');
    await chmod(key, 0o644);
    expect(await checkKeyModes(found)).toMatchObject([
      { status: 'warning', title: `${key} is open to other users`, cause: 'Its mode is 0644.' },
    ]);
  });
});

describe('the machine', () => {
  it('that is not there yet is no problem', async () => {
    const app = { home, env: {}, supervisors: fakeSupervisors() };
    expect(statuses(await checkMachine({ app, name }))).toEqual(['ok']);
  });

  it('that is broken is one, with its cause', async () => {
    const found = await patient();
    await writeFile(found.machine.paths.config, '{"schema":999}');
    expect(await checkMachine(found)).toMatchObject([
      { status: 'problem', cause: expect.stringContaining('made by a newer Slipway') },
    ]);
  });

  it.each([
    [{ kind: 'stopped' }, 'ok'],
    [RUNNING.state, 'ok'],
    [{ kind: 'aborted', cause: 'killed' }, 'warning'],
    [{ kind: 'paused', cause: 'the disk is full' }, 'warning'],
    [{ kind: 'broken', problems: ['its supervisor hangs'] }, 'problem'],
  ] as const)('in the state %j is %s', (state, status) => {
    expect(judgeState('default', state).status).toBe(status);
  });

  it('has certificates only after its first start', async () => {
    const found = await patient();
    expect(statuses(await checkCertificates(found))).toEqual(['ok']);
    await mkdir(found.machine.paths.certs);
    await writeFile(join(found.machine.paths.certs, 'ca.pem'), 'no certificate');
    expect(await checkCertificates(found)).toMatchObject([{ status: 'warning', cause: 'ca.pem is damaged' }]);
  });
});

it('a VM image that is not there is a problem, with the command that makes it', async () => {
  const found = await patient({ SLIPWAY_VM_IMAGE: home });
  expect(await checkImageAndAccelerator(found)).toMatchObject([
    { id: 'vm-image', status: 'problem', fix: expect.stringContaining('npm run image') },
  ]);
});

describe('the docker client', () => {
  it('has no context before the first start, and should have one while the machine runs', async () => {
    const found = await patient();
    expect(statuses(await checkContext(found))).toEqual(['ok']);
    expect(statuses(await checkContext({ ...found, status: RUNNING }))).toEqual(['warning']);
  });

  it('of a shell with other settings would go elsewhere', async () => {
    const found = { ...(await patient({ DOCKER_HOST: 'tcp://elsewhere:2376' })), status: RUNNING };
    expect(await checkShell(found)).toMatchObject([
      { status: 'warning', cause: expect.stringContaining('tcp://elsewhere:2376') },
    ]);
  });
});

it('slipway is looked for on PATH', async () => {
  const found = await patient({ PATH: join(home, 'bin') });
  expect(statuses(await checkPath(found))).toEqual(['warning']);
  await mkdir(join(home, 'bin'));
  await writeFile(join(home, 'bin', 'slipway'), '', { mode: 0o755 });
  expect(statuses(await checkPath(found))).toEqual(['ok']);
});
