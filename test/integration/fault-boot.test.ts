// Boots that cannot go the usual way, and guests that end badly: each is told with its cause, and what can go on goes on.

import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { cacheFolder } from '../../main/machine/paths.ts';
import { eventually } from '../harness/eventually.ts';
import { notedSince } from '../harness/history.ts';
import { layDownKept, lookAtKept, untilKeptAnswers, type Kept } from '../harness/kept.ts';
import { qemusOf } from '../harness/processes.ts';
import { ensureRunning, sharedSlipway } from '../harness/shared-machine.ts';
import { QEMU, shimQemu } from '../harness/shim.ts';
import { freshSlipway, removeSlipway, type Slipway } from '../harness/slipway.ts';

const fresh: Slipway[] = [];
function slipwayOfOwn(): Slipway {
  const slipway = freshSlipway();
  fresh.push(slipway);
  return slipway;
}
afterAll(async () => {
  for (const slipway of fresh) await removeSlipway(slipway);
});

/** What the probe found on this computer, or undefined where there is no KVM to be probed. */
function kvmVerdict(home: string): { usable: boolean } | undefined {
  const file = join(cacheFolder(home), 'accelerator.json');
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { verdict: { usable: boolean } }).verdict
    : undefined;
}

describe('the shared machine', () => {
  const slipway = sharedSlipway();
  const paths = slipway.paths();
  let kept: Kept;
  beforeAll(async () => {
    await ensureRunning(slipway);
    await layDownKept(slipway);
    kept = await lookAtKept(slipway);
  });
  afterAll(() => ensureRunning(slipway));

  test('whose guest panics is started again, and the panic told in the kernel’s words (fault 20)', async () => {
    const { vmPid } = await slipway.info();
    const sinceMs = Date.now();
    // The connection is cut by it, so the command fails.
    await slipway.cli(['ssh', 'echo c >/proc/sysrq-trigger'], { timeoutMs: 60_000 });
    const noted = await eventually('the panic is noted', 20_000, async () =>
      (await notedSince(paths, sinceMs)).find(({ state }) => state.kind === 'aborted'),
    );
    expect(noted.state.cause).toContain(
      'guest kernel panic: Kernel panic - not syncing: sysrq triggered crash',
    );
    const up = await slipway.cli(['up']);
    expect(up, up.stderr).toMatchObject({ code: 0 });
    expect(up.stderr).toContain('guest kernel panic');
    expect((await slipway.info()).vmPid).not.toBe(vmPid);
    expect(await lookAtKept(slipway)).toEqual(kept);
    await untilKeptAnswers(slipway);
  });

  test('whose guest does not hear of poweroff is ended within 30 seconds (fault 11)', async () => {
    await slipway.output('ssh', 'killall -STOP agent');
    const beganMs = performance.now();
    const down = await slipway.cli(['down']);
    expect(down.code, down.stderr).toBe(0);
    expect(down.stderr).toContain('did not shut down by itself and was ended');
    expect(performance.now() - beganMs).toBeLessThan(32_000);
    expect(await qemusOf(paths)).toEqual([]);
    expect(await slipway.output('status')).toBe('poweroff\n');
  });

  test('asks the probe of its accelerator once; a later start takes no time for it (fault 16)', async () => {
    await slipway.output('down');
    const verdict = kvmVerdict(join(slipway.home, '.slipway'));
    const { stderr } = await slipway.cli(['up']);
    expect(stderr).toMatch(/✔ accelerator +(tcg|kvm|hvf)( +[0-4]\.\d s)?$/m);
    for (const told of verdict?.usable === false ? [inject('firstUp'), stderr] : []) {
      expect(told).toMatch(/! accelerator +KVM is present but unusable: .*; emulating, slower/);
    }
    expect((await slipway.info()).accelerator).toBe(verdict?.usable === true ? 'kvm' : 'tcg');
    expect(await lookAtKept(slipway)).toEqual(kept);
  });
});

test('a boot that never ends is given up in time, with the console’s last lines, and no VM stays (fault 25)', async () => {
  const slipway = slipwayOfOwn();
  await slipway.output('init', '--accelerator', 'tcg', '--memory', '512MiB', '--cpus', '1');
  const { code, stderr } = await slipway.cli(['up', '--boot-timeout', '15'], {
    env: { SLIPWAY_KERNEL_ARGS: 'rdinit=/bin/sh loglevel=7' },
  });
  expect(code).toBe(5);
  expect(stderr).toContain('the VM was not ready within 15 s. Its console ends with:');
  expect(stderr).toContain('Run /bin/sh as init process');
  expect(stderr).toContain('E_BOOT_TIMEOUT');
  expect(stderr.split('\n').length).toBeGreaterThan(20);
  expect(await qemusOf(slipway.paths())).toEqual([]);
});

// Without the device nothing is asked of KVM, and others than root may not open it.
describe.runIf(existsSync('/dev/kvm') && process.getuid?.() === 0)('a KVM that says nothing', () => {
  test('is waited for 15 seconds, then the same start goes on under emulation (fault 17)', async () => {
    const slipway = slipwayOfOwn();
    const shim = await shimQemu('case " $* " in *" kvm "*) exec sleep 999 ;; esac; exec "$real" "$@"');
    await slipway.output('init', '--memory', '512MiB', '--cpus', '1');
    const beganMs = performance.now();
    const up = slipway.cli(['up'], { env: { PATH: shim.path } });
    const vm = await eventually('the VM is started under emulation', 60_000, async () => {
      const info = await slipway.info();
      return info.accelerator !== undefined && info;
    });
    expect(performance.now() - beganMs).toBeLessThan(30_000);
    expect(vm.accelerator).toBe('tcg');
    await slipway.output('poweroff');
    const { stderr } = await up;
    expect(stderr).toMatch(/! accelerator +KVM is present but unusable: .*; emulating, slower/);
    expect(stderr).toMatch(/✔ accelerator +tcg +1\d\.\d s$/m);
    expect(kvmVerdict(join(slipway.home, '.slipway'))).toMatchObject({ usable: false });
  });
});

describe('a computer whose QEMU', () => {
  test('is missing hears how to get it (fault 19)', async () => {
    const slipway = slipwayOfOwn();
    await slipway.output('init');
    const PATH = mkdtempSync(join(tmpdir(), 'slipway-empty-'));
    const { code, stderr } = await slipway.cli(['up'], { env: { PATH } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/qemu-\S+ was not found on PATH \(E_QEMU_MISSING\)/);
    expect(stderr).toMatch(/Install it with: (apt-get|brew) install /);
  });

  test('is too old hears which it has and which it needs (fault 19)', async () => {
    const slipway = slipwayOfOwn();
    await slipway.output('init', '--accelerator', 'tcg');
    const shim = await shimQemu('', '2.0');
    const { code, stderr } = await slipway.cli(['up'], { env: { PATH: shim.path } });
    expect(code).toBe(1);
    expect(stderr).toContain(`${QEMU} 2.0 is older than 6.2 (E_QEMU_TOO_OLD)`);
  });
});
