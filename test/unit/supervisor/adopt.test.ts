// A VM that outlives its supervisor is found again; one that did not is let rest.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { writeVmRecord } from '../../../main/supervisor/vm-record.ts';
import { FakeVm } from '../../fakes/fake-driver.ts';
import { createFakeMachine, FAKE_UUID, type FakeMachine } from '../../fakes/fake-machine.ts';

let machine: FakeMachine;
beforeEach(async () => {
  machine = await createFakeMachine();
});
afterEach(() => machine.dispose());

const NEVER = new AbortController().signal;
const status = () => machine.supervisor.handlers.status(undefined, NEVER);
const kindNow = () => machine.states.at(-1)?.kind;

describe('a VM that outlived its supervisor', () => {
  const record = {
    pid: 4711,
    startedAt: '1',
    bootId: 'boot',
    uuid: FAKE_UUID,
    accelerator: 'tcg' as const,
    ports: { engine: 23760, ssh: 20220 },
  };
  const orphan = () =>
    new FakeVm(4711, {
      forwards: [
        { hostPort: 23760, guestPort: 2376 },
        { hostPort: 8080, guestPort: 8080 },
      ],
    } as unknown as FakeVm['spec']);

  test('is taken over: no second VM, the guest is told the time, its forwards are compared', async () => {
    await writeVmRecord(machine.paths.runtime, { ...record, readySinceMs: 5 });
    machine.driver.orphan = orphan();
    await machine.supervisor.adopt();
    expect(await status()).toMatchObject({
      state: { kind: 'running', sinceMs: 5, accelerator: 'tcg' },
      vmPid: 4711,
      ports: { engine: 23760, ssh: 20220 },
    });
    expect(machine.driver.orphan.told[0]).toMatch(/^time /);
    await vi.waitFor(() =>
      expect(machine.driver.orphan?.forwards).toEqual([{ hostPort: 23760, guestPort: 2376 }]),
    );
    expect(await machine.start()).toEqual([]);
    expect(machine.driver.vms).toEqual([]);
  });

  test('while it booted is waited for', async () => {
    await writeVmRecord(machine.paths.runtime, record);
    machine.driver.orphan = orphan();
    await machine.supervisor.adopt();
    const events = await machine.start();
    expect(events.map(({ stage }) => stage)).toEqual(['engine', 'engine', 'ports', 'ports']);
    expect(kindNow()).toBe('running');
  });

  test('even if its config is damaged by now', async () => {
    await writeVmRecord(machine.paths.runtime, { ...record, readySinceMs: 5 });
    machine.driver.orphan = orphan();
    machine.parts.readConfig = () => Promise.reject(new Error('config.json is not JSON'));
    await machine.supervisor.adopt();
    expect((await status()).state.kind).toBe('running');
  });

  test('but has ended since is noted as aborted, and its files go', async () => {
    await writeVmRecord(machine.paths.runtime, { ...record, readySinceMs: 5 });
    await machine.supervisor.adopt();
    expect(machine.states).toEqual([{ kind: 'aborted', cause: expect.stringContaining('no supervisor') }]);
    await machine.start();
    expect(kindNow()).toBe('running');
  });

  test('is let go of without being ended, forwards and all', async () => {
    await machine.start();
    const vm = machine.driver.last();
    await machine.supervisor.detach();
    expect(vm.isDetached).toBe(true);
    expect(vm.isAlive).toBe(true);
    expect(kindNow()).toBe('running');
  });

  test('is let go of even while it boots', async () => {
    machine.driver.onStart = (vm) => vm.say('STAGE', 'kernel');
    const starting = machine.start().catch((error: unknown) => error);
    await vi.waitFor(() => expect(machine.driver.vms).toHaveLength(1));
    await machine.supervisor.detach();
    expect(await starting).toMatchObject({ code: 'E_CANCELLED' });
    expect(machine.driver.last()).toMatchObject({ isAlive: true, isDetached: true });
  });
});
