// The conversation with QEMU: every answer reaches its question, and whatever else is heard ends in a typed failure.

import { duplexPair, type Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createQmpClient, QmpNothing, type QmpClient } from '../../../../main/drivers/qemu/qmp.ts';
import type { QmpEvent } from '../../../../main/drivers/qemu/qmp-messages.ts';

const GREETING = {
  QMP: { version: { qemu: { micro: 22, minor: 2, major: 7 }, package: '' }, capabilities: [] },
};

interface Command {
  execute: string;
  arguments?: unknown;
  id: number;
}

/** The far end of the socket: says what a test lets it say, and keeps what it was asked. */
class FakeQemu {
  readonly commands: Command[] = [];
  readonly stream: Duplex;

  constructor(stream: Duplex) {
    this.stream = stream;
    stream.on('data', (bytes: Buffer) => {
      for (const line of bytes.toString().trim().split('\n')) this.#hear(JSON.parse(line) as Command);
    });
  }

  say(...messages: unknown[]) {
    this.stream.write(messages.map((message) => `${JSON.stringify(message)}\r\n`).join(''));
  }

  #hear(command: Command) {
    if (command.execute === 'qmp_capabilities') this.say({ return: {}, id: command.id });
    else this.commands.push(command);
  }
}

let qemu: FakeQemu;
let near: Duplex;
let events: QmpEvent[];

beforeEach(() => {
  const [ours, theirs] = duplexPair();
  near = ours;
  qemu = new FakeQemu(theirs);
  events = [];
});
afterEach(() => {
  vi.useRealTimers();
  near.destroy();
});

async function connected(): Promise<QmpClient> {
  const client = createQmpClient(near, { onEvent: (event) => events.push(event) });
  qemu.say(GREETING);
  return client;
}

/** Waits until a command has arrived at the far end. */
const asked = (count: number) => vi.waitFor(() => expect(qemu.commands).toHaveLength(count));

describe('a command', () => {
  it('gets its own answer, in whatever order answers come', async () => {
    const client = await connected();
    const name = client.execute('query-name', z.object({ name: z.string() }));
    const status = client.execute('query-status', z.object({ status: z.string() }));
    await asked(2);
    const [first, second] = qemu.commands;
    qemu.say({ return: { status: 'running' }, id: second?.id }, { return: { name: 'x' }, id: first?.id });
    expect(await Promise.all([name, status])).toEqual([{ name: 'x' }, { status: 'running' }]);
  });

  it('carries its arguments', async () => {
    const client = await connected();
    const answered = client.execute('human-monitor-command', z.string(), {
      arguments: { 'command-line': 'info usernet' },
    });
    await asked(1);
    expect(qemu.commands[0]?.arguments).toEqual({ 'command-line': 'info usernet' });
    qemu.say({ return: '', id: 2 });
    expect(await answered).toBe('');
  });

  it("that QEMU refuses fails with QEMU's own words", async () => {
    const client = await connected();
    const refused = client.execute('stop-it', QmpNothing);
    await asked(1);
    qemu.say({ error: { class: 'CommandNotFound', desc: 'The command stop-it has not been found' }, id: 2 });
    await expect(refused).rejects.toMatchObject({
      code: 'E_QEMU_FAILED',
      message: 'QEMU refused: The command stop-it has not been found',
    });
  });

  it('answered with something unexpected fails, and names itself', async () => {
    const client = await connected();
    const answered = client.execute('query-status', z.object({ status: z.string() }));
    await asked(1);
    qemu.say({ return: { status: 7 }, id: 2 });
    await expect(answered).rejects.toMatchObject({
      code: 'E_QEMU_FAILED',
      message: expect.stringContaining('query-status'),
    });
  });

  it('that is never answered times out', async () => {
    const client = await connected();
    vi.useFakeTimers();
    const silent = client.execute('query-status', QmpNothing, { timeoutMs: 700 });
    const failed = expect(silent).rejects.toMatchObject({
      code: 'E_TIMED_OUT',
      message: 'QEMU did not answer query-status within 700 ms',
    });
    await vi.advanceTimersByTimeAsync(700);
    await failed;
  });

  it('that is answered after it timed out harms nobody', async () => {
    const client = await connected();
    vi.useFakeTimers();
    const late = client.execute('query-status', QmpNothing, { timeoutMs: 700 });
    const failed = expect(late).rejects.toMatchObject({ code: 'E_TIMED_OUT' });
    await vi.advanceTimersByTimeAsync(700);
    await failed;
    vi.useRealTimers();
    const next = client.execute('query-name', z.object({ name: z.string() }));
    await asked(2);
    qemu.say({ return: { status: 'running' }, id: 2 }, { return: { name: 'x' }, id: 3 });
    expect(await next).toEqual({ name: 'x' });
  });
});

describe('an end of the connection', () => {
  it('fails every command that waits, and every later one', async () => {
    const client = await connected();
    const waiting = client.execute('query-status', QmpNothing);
    await asked(1);
    qemu.stream.end();
    await expect(waiting).rejects.toMatchObject({ code: 'E_QEMU_FAILED' });
    await client.closed;
    await expect(client.execute('query-status', QmpNothing)).rejects.toMatchObject({ code: 'E_QEMU_FAILED' });
  });

  it.each([
    ['no JSON', '\u0000\u0001 garbage'],
    ['JSON that is no QMP', '[1, 2]'],
    ['a number that is no answer', '{"return": {}, "id": "seven"}'],
  ])('comes with a typed failure when QEMU says %s', async (_what, line) => {
    const client = await connected();
    const waiting = client.execute('query-status', QmpNothing);
    await asked(1);
    qemu.stream.write(`${line}\n`);
    await expect(waiting).rejects.toMatchObject({
      code: 'E_QEMU_FAILED',
      message: expect.stringContaining('is no QMP'),
    });
    await client.closed;
  });

  it('comes when a line never ends, before it fills our memory', async () => {
    const client = await connected();
    const waiting = client.execute('query-status', QmpNothing);
    await asked(1);
    qemu.stream.write('x'.repeat((1 << 20) + 1));
    await expect(waiting).rejects.toMatchObject({ code: 'E_QEMU_FAILED' });
  });
});

describe('the greeting', () => {
  it('that never comes times out: somebody else holds the socket', async () => {
    vi.useFakeTimers();
    const client = expect(createQmpClient(near, { greetingTimeoutMs: 900 })).rejects.toMatchObject({
      code: 'E_TIMED_OUT',
    });
    await vi.advanceTimersByTimeAsync(900);
    await client;
  });

  it('that is none ends the connection', async () => {
    const client = createQmpClient(near);
    qemu.stream.write('SSH-2.0-OpenSSH_9.2\r\n');
    await expect(client).rejects.toMatchObject({ code: 'E_QEMU_FAILED' });
    expect(near.destroyed).toBe(true);
  });
});

describe('an event', () => {
  it('is heard even if it comes in one breath with the handshake', async () => {
    const [ours, theirs] = duplexPair();
    theirs.on('data', () => {
      const answer = JSON.stringify({ return: {}, id: 1 });
      theirs.write(`${answer}\r\n${JSON.stringify({ event: 'RESUME', timestamp: {} })}\r\n`);
    });
    const heard: QmpEvent[] = [];
    const client = createQmpClient(ours, { onEvent: (event) => heard.push(event) });
    theirs.write(`${JSON.stringify(GREETING)}\r\n`);
    (await client).close();
    expect(heard).toEqual([{ event: 'RESUME' }]);
  });

  it('arrives typed; one that means nothing to us is passed over', async () => {
    const client = await connected();
    const timestamp = { seconds: 1, microseconds: 2 };
    qemu.say(
      { event: 'NIC_RX_FILTER_CHANGED', data: { path: '/x' }, timestamp },
      { event: 'SHUTDOWN', data: { guest: true, reason: 'guest-reset' }, timestamp },
      { event: 'STOP', timestamp },
    );
    const answered = client.execute('query-name', QmpNothing);
    await asked(1);
    qemu.say({ return: {}, id: 2 });
    await answered;
    expect(events).toEqual([
      { event: 'SHUTDOWN', data: { guest: true, reason: 'guest-reset' } },
      { event: 'STOP' },
    ]);
  });
});
