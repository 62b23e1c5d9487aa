// A machine's life after its start: stopped in order or by force, watched, restarted.

import { writeFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFakeMachine, type FakeMachine } from '../../fakes/fake-machine.ts';

let machine: FakeMachine;
beforeEach(async () => {
  machine = await createFakeMachine();
});
afterEach(() => machine.dispose());

const NEVER = new AbortController().signal;
const stop = (force = false) => machine.supervisor.handlers.stop({ force }, NEVER);
const status = () => machine.supervisor.handlers.status(undefined, NEVER);
const kindNow = () => machine.states.at(-1)?.kind;

describe('a stop', () => {
  test('asks the guest, which ends in order', async () => {
    await machine.start();
    expect(await stop()).toMatchObject({ how: 'guest' });
    expect(machine.driver.last().told).toEqual(['poweroff']);
    expect(machine.states.slice(-2)).toEqual([{ kind: 'stopping' }, { kind: 'stopped' }]);
    expect(machine.supervisor.isIdle()).toBe(true);
    expect((await status()).vmPid).toBeUndefined();
  });

  test('of a guest that does not listen tells QEMU to quit', async () => {
    machine.driver.onStart = (vm) => {
      vm.onTold = () => {};
      vm.boot();
    };
    await machine.start();
    expect(await stop()).toMatchObject({ how: 'quit' });
  });

  test('of a QEMU that does not listen either kills it', async () => {
    machine.driver.onStart = (vm) => {
      vm.onTold = () => {};
      vm.onQuit = () => vm.kill();
      vm.boot();
    };
    await machine.start();
    expect(await stop()).toMatchObject({ how: 'killed' });
  });

  test('of a process that cannot even be killed says so', async () => {
    machine.driver.onStart = (vm) => {
      vm.onTold = () => {};
      vm.onQuit = () => {};
      vm.boot();
    };
    await machine.start();
    await expect(stop()).rejects.toMatchObject({ code: 'E_STOP_TIMEOUT' });
    expect(kindNow()).toBe('aborted');
    machine.driver.last().kill();
  });

  test('by force does not ask the guest', async () => {
    await machine.start();
    expect(await stop(true)).toMatchObject({ how: 'quit' });
    expect(machine.driver.last().told).toEqual([]);
  });

  test('by force ends the wait of one that asks', async () => {
    machine.driver.onStart = (vm) => {
      vm.onTold = () => void stop(true);
      vm.boot();
    };
    await machine.start();
    expect(await stop()).toMatchObject({ how: 'quit' });
  });

  test('of a machine that does not run says that', async () => {
    expect(await stop()).toMatchObject({ how: 'was-stopped' });
  });

  test('of a paused VM does not wait for a guest that cannot hear', async () => {
    await machine.start();
    machine.driver.last().emit({ kind: 'paused', status: 'io-error' });
    expect(await stop()).toMatchObject({ how: 'quit' });
    expect(machine.driver.last().told).toEqual([]);
  });

  test('while it starts ends the start and leaves no VM', async () => {
    machine.driver.onStart = (vm) => vm.say('STAGE', 'kernel');
    const starting = machine.start().catch((error: unknown) => error);
    await vi.waitFor(() => expect(machine.driver.vms).toHaveLength(1));
    expect(await stop()).toMatchObject({ how: 'quit' });
    expect(await starting).toMatchObject({ code: 'E_CANCELLED' });
    expect(machine.driver.alive()).toEqual([]);
    expect(kindNow()).toBe('stopped');
  });

  test('before there is a VM ends the start there', async () => {
    const starting = machine.start().catch((error: unknown) => error);
    expect(await stop()).toMatchObject({ how: 'was-stopped' });
    expect(await starting).toMatchObject({ code: 'E_CANCELLED' });
    expect(machine.driver.vms).toEqual([]);
  });

  test('is let through by a start, which then starts anew', async () => {
    await machine.start();
    const [stopped] = await Promise.all([stop(), machine.start()]);
    expect(stopped).toMatchObject({ how: 'guest' });
    expect(machine.driver.vms).toHaveLength(2);
    expect(machine.driver.mostAlive).toBe(1);
    expect(kindNow()).toBe('running');
  });
});

describe('starts and stops in any order', () => {
  test('never have two VMs, never hang, and end as the last of them says', async () => {
    const op = fc.constantFrom('start', 'stop', 'force', 'kill');
    await fc.assert(
      fc.asyncProperty(fc.array(op, { maxLength: 12 }), async (ops) => {
        const one = await createFakeMachine();
        const done = ops.map((name) => {
          if (name === 'start') return one.start();
          if (name === 'kill') return Promise.resolve(one.driver.alive()[0]?.kill());
          return one.supervisor.handlers.stop({ force: name === 'force' }, NEVER);
        });
        await Promise.allSettled(done);
        await one.start();
        expect(one.driver.mostAlive).toBe(1);
        expect(one.states.at(-1)?.kind).toBe('running');
        await one.supervisor.handlers.stop({ force: false }, NEVER);
        expect(one.driver.alive()).toEqual([]);
        await one.dispose();
      }),
      { numRuns: 40 },
    );
  });
});

describe('a VM that ends while it runs', () => {
  test('unexpectedly is started again', async () => {
    await machine.start();
    machine.driver.last().kill();
    await vi.waitFor(() => expect(machine.driver.vms).toHaveLength(2));
    await vi.waitFor(() => expect(kindNow()).toBe('running'));
    expect(machine.states).toContainEqual({
      kind: 'aborted',
      cause: expect.stringContaining('VM stopped unexpectedly (signal 9'),
    });
  });

  test('by a panic is started again, and the panic is told', async () => {
    await machine.start();
    await writeFile(machine.paths.consoleLog, '[ 9.1] Kernel panic - not syncing: sysrq triggered crash\n');
    machine.driver.last().end('guest-reset');
    await vi.waitFor(() => expect(machine.driver.vms).toHaveLength(2));
    await vi.waitFor(() => expect(kindNow()).toBe('running'));
    expect(machine.states).toContainEqual({
      kind: 'aborted',
      cause: 'guest kernel panic: Kernel panic - not syncing: sysrq triggered crash',
    });
  });

  test('because somebody powered the guest off stays off', async () => {
    await machine.start();
    machine.driver.last().end('guest-shutdown');
    await vi.waitFor(() => expect(kindNow()).toBe('stopped'));
    expect(machine.driver.vms).toHaveLength(1);
    expect(machine.idle()).toBeGreaterThan(0);
  });

  test('because somebody told QEMU to is aborted, not restarted', async () => {
    await machine.start();
    machine.driver.last().end('host-signal');
    await vi.waitFor(() => expect(kindNow()).toBe('aborted'));
    expect(machine.driver.vms).toHaveLength(1);
  });

  test('again and again is left alone after three restarts', async () => {
    machine.driver.onStart = (vm, index) => {
      vm.boot();
      if (index > 0) setImmediate(() => vm.kill());
    };
    await machine.start();
    machine.driver.last().kill();
    await vi.waitFor(() => {
      expect(machine.states.at(-1)).toMatchObject({
        kind: 'aborted',
        cause: expect.stringContaining('again and again'),
      });
    });
    expect(machine.driver.vms).toHaveLength(4);
    expect(machine.supervisor.isIdle()).toBe(true);
  });

  test('while a restart waits can be stopped', async () => {
    await machine.start();
    machine.driver.onStart = () => {};
    machine.driver.last().kill();
    await vi.waitFor(() => expect(machine.states.some(({ kind }) => kind === 'aborted')).toBe(true));
    await stop();
    expect(kindNow()).toBe('stopped');
    expect(machine.driver.alive()).toEqual([]);
  });
});

describe('a VM that QEMU holds', () => {
  test('for a full disk is paused with the cause, and goes on with the right time', async () => {
    await machine.start();
    const vm = machine.driver.last();
    vm.emit({ kind: 'disk-error', device: 'data', noSpace: true }, { kind: 'paused', status: 'io-error' });
    expect(machine.states.at(-1)).toEqual({
      kind: 'paused',
      cause: 'the disk of this computer is full; free some space',
    });
    await expect(machine.start()).rejects.toMatchObject({ code: 'E_CONFLICT' });
    vm.emit({ kind: 'resumed' });
    expect(kindNow()).toBe('running');
    expect(vm.told.at(-1)).toMatch(/^time \d{10}\.\d{3}$/);
  });

  test('because KVM broke comes back under emulation', async () => {
    await machine.start();
    machine.driver.last().emit({ kind: 'paused', status: 'internal-error' });
    await vi.waitFor(() =>
      expect(machine.states.at(-1)).toMatchObject({ kind: 'running', accelerator: 'tcg' }),
    );
    expect(machine.deeds).toContain('forgetVerdict');
    expect(machine.driver.mostAlive).toBe(1);
  });
});
