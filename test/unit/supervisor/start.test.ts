// What a start promises: its stages, one VM however many ask, a stated cause when it fails, and a VM never left behind.

import { START_STAGES } from '../../../preload/contract/machines.ts';
import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { readVmRecord } from '../../../main/supervisor/vm-record.ts';
import { createFakeMachine, fakeEngine, type FakeMachine } from '../../fakes/fake-machine.ts';

let machine: FakeMachine;
beforeEach(async () => {
  machine = await createFakeMachine();
});
afterEach(() => machine.dispose());

const code = (name: string) => expect.objectContaining({ code: name });
const noticesOf = (events: Awaited<ReturnType<FakeMachine['start']>>) =>
  events.flatMap((event) => (event.kind === 'notice' ? [`${event.code} ${event.text}`] : []));

describe('a start', () => {
  test('tells its stages in their order, each with its time, and the guest’s own', async () => {
    const events = await machine.start();
    expect(events.filter(({ kind }) => kind === 'began').map(({ stage }) => stage)).toEqual(START_STAGES);
    expect(events.filter(({ kind }) => kind === 'done').map(({ stage }) => stage)).toEqual(START_STAGES);
    const steps = events.flatMap((event) => (event.kind === 'step' ? [event.name] : []));
    expect(steps).toEqual(['kernel', 'root', 'disk', 'network', 'engine']);
    expect(events.at(-3)).toMatchObject({ text: 'docker 26.1.5 answers on tcp://127.0.0.1:2376' });
  });

  test('ends with a machine that runs, and notes every state on the way', async () => {
    await machine.start();
    expect(await machine.supervisor.handlers.status(undefined, AbortSignal.abort())).toMatchObject({
      state: { kind: 'running', accelerator: 'kvm' },
      vmPid: 1000,
      ports: { engine: 2376, ssh: 2022 },
      certificatesExpireAt: '2027-12-25T00:00:00.000Z',
    });
    const kinds = machine.states.map((state) => (state.kind === 'starting' ? state.stage : state.kind));
    expect(kinds).toEqual([...START_STAGES, 'running']);
  });

  test('remembers the VM so that another supervisor can take it over', async () => {
    await machine.start();
    expect(await readVmRecord(machine.paths.runtime)).toMatchObject({
      pid: 1000,
      bootId: 'boot',
      accelerator: 'kvm',
      readySinceMs: expect.any(Number),
    });
  });

  test('asked for twenty times at once starts one VM, and all see it through', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => machine.start()));
    expect(machine.driver.vms).toHaveLength(1);
    for (const events of all) expect(events).toEqual(all[0]);
  });

  test('of a machine that runs ends at once', async () => {
    await machine.start();
    expect(await machine.start()).toEqual([]);
    expect(machine.driver.vms).toHaveLength(1);
  });

  test('puts words for diagnosis at the end of the kernel’s command line', async () => {
    machine.parts.kernelArguments = 'acpi=off';
    await machine.start();
    expect(machine.driver.last().spec.cmdline).toBe('quiet acpi=off');
  });

  test('tries the engine again until it answers', async () => {
    let pings = 0;
    machine.parts.connectEngine = async () => ({
      ...fakeEngine(),
      ping: async () => {
        pings += 1;
        if (pings === 1) throw new SlipwayError('E_ENGINE_UNREACHABLE', 'not yet');
        return '26.1.5';
      },
    });
    await machine.start();
    expect(pings).toBe(2);
  });

  test('goes on though the docker context cannot be written, saying so', async () => {
    machine.parts.publishEndpoint = () => Promise.reject(new Error('~/.docker is read-only'));
    expect(noticesOf(await machine.start())).toEqual([expect.stringContaining('~/.docker is read-only')]);
  });
});

describe('a start that fails', () => {
  test('before the VM is there leaves a stopped machine', async () => {
    machine.parts.findImage = () => Promise.reject(new SlipwayError('E_VM_IMAGE_MISSING', 'no image'));
    await expect(machine.start()).rejects.toEqual(code('E_VM_IMAGE_MISSING'));
    expect(machine.states.at(-1)).toEqual({ kind: 'stopped' });
    expect(machine.idle()).toBeGreaterThan(0);
  });

  test('tells everybody who waits for it', async () => {
    machine.driver.onStart = (vm) => vm.say('ERROR', 'E_DISK_DAMAGED superblock gone');
    const outcomes = await Promise.allSettled([machine.start(), machine.start(), machine.start()]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'E_DISK_DAMAGED' } });
    }
    expect(machine.driver.vms).toHaveLength(1);
  });

  test.each([
    ['E_DISK_DAMAGED superblock gone', 'E_DISK_DAMAGED', 'superblock gone'],
    ['E_MODULES cannot load overlay', 'E_GUEST_FAILED', 'E_MODULES cannot load overlay'],
  ])('because the guest said %j fails at once with its text', async (said, wanted, text) => {
    machine.driver.onStart = (vm) => vm.say('ERROR', said);
    await expect(machine.start()).rejects.toMatchObject({
      code: wanted,
      message: expect.stringContaining(text),
    });
    expect(machine.driver.alive()).toEqual([]);
  });

  test('because the boot never ends shows the last 20 lines of the console and ends the VM', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
    await writeFile(machine.paths.consoleLog, `${lines.join('\r\n')}\r\n`);
    machine.driver.onStart = () => {};
    const failure = await machine.start(30).catch((error: SlipwayError) => error);
    expect(failure).toMatchObject({ code: 'E_BOOT_TIMEOUT', hint: expect.stringContaining('console.log') });
    expect((failure as SlipwayError).message.split('\n').slice(1)).toEqual(lines.slice(10));
    expect(machine.driver.alive()).toEqual([]);
    expect(await readVmRecord(machine.paths.runtime)).toBeUndefined();
  });

  test('because the kernel panicked tells the panic, and is tried once more only', async () => {
    await writeFile(machine.paths.consoleLog, '[ 1.2] Kernel panic - not syncing: VFS: no root\nmore\n');
    machine.driver.onStart = (vm) => vm.end('guest-reset');
    await expect(machine.start()).rejects.toMatchObject({
      code: 'E_GUEST_PANIC',
      message: 'guest kernel panic: Kernel panic - not syncing: VFS: no root while it booted',
    });
    expect(machine.driver.vms).toHaveLength(2);
  });

  test('because certificates do not match is not tried for the whole boot time', async () => {
    machine.parts.connectEngine = async () => ({
      ...fakeEngine(),
      ping: () => Promise.reject(new SlipwayError('E_TLS', 'unknown authority')),
    });
    await expect(machine.start()).rejects.toEqual(code('E_TLS'));
    expect(machine.driver.alive()).toEqual([]);
  });

  test('because the VM cannot be remembered leaves no VM behind', async () => {
    machine.paths.runtime.vm = `${machine.paths.folder}/absent/vm.json`;
    await expect(machine.start()).rejects.toBeDefined();
    expect(machine.driver.alive()).toEqual([]);
  });
});

describe('a VM that ends while it boots', () => {
  test('is started again in the same start, which says so', async () => {
    machine.driver.onStart = (vm, index) => (index < 2 ? vm.kill() : vm.boot());
    const notices = noticesOf(await machine.start());
    expect(notices).toEqual([
      expect.stringMatching(/E_VM_DIED VM stopped unexpectedly \(signal 9.*restarting 1\/3$/),
      expect.stringMatching(/restarting 2\/3$/),
    ]);
    expect(machine.states.at(-1)).toMatchObject({ kind: 'running' });
  });

  test('in a panic is started once more', async () => {
    machine.driver.onStart = (vm, index) => (index === 0 ? vm.end('guest-reset') : vm.boot());
    expect(noticesOf(await machine.start())).toEqual([
      expect.stringMatching(/^E_GUEST_PANIC .*restarting 1\/3$/s),
    ]);
  });

  test('because its guest has measured its clock wrong is started again, until it is right', async () => {
    const wrong =
      "E_GUEST_CLOCK the guest's clock runs too fast: PIT calibration deviates from HPET: 29424 2596142";
    machine.driver.onStart = (vm, index) => (index < 2 ? vm.say('ERROR', wrong) : vm.boot());
    const notices = noticesOf(await machine.start());
    expect(notices).toEqual([
      expect.stringMatching(/^E_GUEST_CLOCK the guest's clock runs too fast: .*, restarting 1\/3$/),
      expect.stringMatching(/restarting 2\/3$/),
    ]);
    expect(machine.driver.alive()).toHaveLength(1);
  });

  test('again and again is given up after three restarts, with QEMU’s last words', async () => {
    await writeFile(machine.paths.qemuLog, 'qemu: cannot allocate memory\n');
    machine.driver.onStart = (vm) => vm.end(undefined, { code: 1, signal: null });
    await expect(machine.start()).rejects.toMatchObject({
      code: 'E_CRASH_LOOP',
      message: expect.stringContaining('qemu: cannot allocate memory'),
    });
    expect(machine.driver.vms).toHaveLength(4);
    expect(machine.states.at(-1)).toMatchObject({ kind: 'aborted' });
  });

  test('does not take the files of the one that follows it', async () => {
    machine.driver.onStart = (vm, index) => (index === 0 ? vm.kill() : vm.boot());
    await machine.start();
    expect(await readVmRecord(machine.paths.runtime)).toMatchObject({ pid: 1001 });
  });
});

describe('an accelerator that turns out broken', () => {
  test('makes the same start go on under emulation, says so, and its verdict is forgotten', async () => {
    machine.driver.onStart = (vm, index) =>
      index === 0 ? vm.emit({ kind: 'paused', status: 'internal-error' }) : vm.boot();
    const events = await machine.start();
    expect(noticesOf(events)).toEqual([
      expect.stringMatching(/^E_KVM_UNUSABLE kvm failed.*emulating, slower$/),
    ]);
    expect(machine.deeds).toContain('forgetVerdict');
    expect(machine.driver.vms.map((vm) => vm.spec.accelerator)).toEqual(['kvm', 'tcg']);
    expect(machine.driver.alive()).toHaveLength(1);
  });

  test('so that QEMU does not even start is treated alike', async () => {
    machine.driver.onStart = (vm, index) => {
      if (index === 0 && vm.spec.accelerator === 'kvm') {
        throw new SlipwayError('E_QEMU_FAILED', 'QEMU ended: kvm version too old');
      }
      vm.boot();
    };
    await machine.start();
    expect(machine.driver.last().spec.accelerator).toBe('tcg');
  });

  test('fails the start if it was asked for by name', async () => {
    await machine.dispose();
    machine = await createFakeMachine({ accelerator: 'kvm' });
    machine.driver.onStart = (vm) => vm.emit({ kind: 'paused', status: 'internal-error' });
    await expect(machine.start()).rejects.toEqual(code('E_KVM_UNUSABLE'));
    expect(machine.driver.vms).toHaveLength(1);
  });
});

describe('a port that something else holds', () => {
  test('is replaced by another, told, and remembered', async () => {
    machine.parts.isPortFree = async (port) => port !== 2376;
    const notices = noticesOf(await machine.start());
    expect(notices).toEqual([expect.stringContaining('port 2376 is in use')]);
    expect(machine.driver.last().spec.forwards[0]).toEqual({ hostPort: 23760, guestPort: 2376 });
    expect((await machine.parts.readConfig()).ports).toEqual({ engine: 23760, ssh: 2022 });
  });

  test('is found out even if it was taken in the last moment; the keys learn of it', async () => {
    let isTaken = false;
    machine.parts.isPortFree = async (port) => !(isTaken && port === 2022);
    machine.driver.onStart = (vm) => {
      if (!isTaken) {
        isTaken = true;
        throw new SlipwayError('E_PORT_BUSY', 'port 2022');
      }
      vm.boot();
    };
    await machine.start();
    expect(machine.driver.last().spec.forwards[1]).toEqual({ hostPort: 20220, guestPort: 22 });
    expect(machine.deeds.filter((deed) => deed === 'prepareKeys')).toHaveLength(2);
  });
});
