// A VM's events: none lost before somebody listens, none out of order, none after the end.

import { describe, expect, it, vi } from 'vitest';
import type { VmEvent } from '../../../../main/drivers/driver.ts';
import { vmEventOf } from '../../../../main/drivers/qemu/events.ts';
import { createVmEvents } from '../../../../main/drivers/qemu/vm-events.ts';

const resumed: VmEvent = { kind: 'resumed' };
const exited: VmEvent = { kind: 'exited', code: 0, signal: null };
const never = () => Promise.reject(new Error('nobody asked'));

describe('the events of a VM', () => {
  it('that came before anybody listened are told to the first who does', async () => {
    const events = createVmEvents();
    events.emit(resumed);
    await Promise.resolve();
    const heard: VmEvent[] = [];
    events.onEvent((event) => heard.push(event));
    await vi.waitFor(() => expect(heard).toEqual([resumed]));
  });

  it('keep their order, even where one of them has to be found out first', async () => {
    const events = createVmEvents();
    const heard: VmEvent[] = [];
    events.onEvent((event) => heard.push(event));
    let answer: (event: VmEvent) => void = () => {};
    events.emit(new Promise((resolve) => (answer = resolve)));
    events.emit(exited);
    answer({ kind: 'paused', status: 'io-error' });
    await vi.waitFor(() => expect(heard).toEqual([{ kind: 'paused', status: 'io-error' }, exited]));
  });

  it('go on after one that could not be found out', async () => {
    const events = createVmEvents();
    const heard: VmEvent[] = [];
    events.onEvent((event) => heard.push(event));
    events.emit(never());
    events.emit(exited);
    await vi.waitFor(() => expect(heard).toEqual([exited]));
  });

  it('reach nobody who stopped listening, and nobody at all after the end', async () => {
    const events = createVmEvents();
    const stopped = vi.fn();
    const heard: VmEvent[] = [];
    events.onEvent(stopped)();
    events.onEvent((event) => heard.push(event));
    events.emit(resumed);
    await vi.waitFor(() => expect(heard).toEqual([resumed]));
    events.end();
    events.emit(exited);
    await Promise.resolve();
    await Promise.resolve();
    expect(heard).toEqual([resumed]);
    expect(stopped).not.toHaveBeenCalled();
  });
});

describe('what an event of QMP means', () => {
  it('a panic is told from a poweroff by its reason', async () => {
    const data = { guest: true, reason: 'guest-panic' };
    expect(await vmEventOf({ event: 'SHUTDOWN', data }, never)).toEqual({
      kind: 'shutdown',
      reason: 'guest-panic',
    });
  });

  it('a stop says why, because QEMU was asked', async () => {
    expect(await vmEventOf({ event: 'STOP' }, async () => 'internal-error')).toEqual({
      kind: 'paused',
      status: 'internal-error',
    });
  });

  it("the host's full disk is told from a broken one", async () => {
    const data = { device: '', 'node-name': 'data', action: 'stop', nospace: true };
    expect(await vmEventOf({ event: 'BLOCK_IO_ERROR', data }, never)).toEqual({
      kind: 'disk-error',
      device: 'data',
      noSpace: true,
    });
  });
});
