// A remote shell behaves like a local program: its output, its exit code, its window and its signals.

import { Duplex, PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { exitOf, joinStreams, wantedTerminal, type LocalStreams } from '../../../main/ssh/interactive.ts';

/** A channel whose far end is played by the test. */
function makeChannel() {
  const received: Buffer[] = [];
  const channel = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      received.push(chunk);
      done();
    },
  });
  return Object.assign(channel, {
    received: () => Buffer.concat(received).toString(),
    stderr: new PassThrough(),
    setWindow: vi.fn<(rows: number, columns: number, height: number, width: number) => void>(),
    signal: vi.fn<(name: string) => void>(),
    close: vi.fn<() => void>(),
    /** The far end's program ends. */
    finish(code: number | null, signal?: string) {
      channel.emit('exit', code, signal);
      channel.once('end', () => channel.emit('close'));
      channel.push(null);
      channel.resume();
    },
  });
}

function makeStreams() {
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: vi.fn<(raw: boolean) => void>(),
  });
  const stdout = Object.assign(new PassThrough(), { isTTY: true, rows: 50, columns: 132 });
  return { stdin, stdout, stderr: new PassThrough() } satisfies LocalStreams;
}

let channel: ReturnType<typeof makeChannel>;
let local: ReturnType<typeof makeStreams>;

beforeEach(() => {
  channel = makeChannel();
  local = makeStreams();
});

describe('the exit code', () => {
  test.each([0, 1, 42, 255])('is the remote one: %i', async (code) => {
    const ended = exitOf(channel);
    channel.finish(code);
    expect(await ended).toBe(code);
  });

  test.each([
    ['INT', 130],
    ['KILL', 137],
    ['SIGTERM', 143],
  ])('is 128 and the number for the signal %s', async (signal, code) => {
    const ended = exitOf(channel);
    channel.finish(null, signal);
    expect(await ended).toBe(code);
  });

  test('is none if the connection was lost', async () => {
    const ended = exitOf(channel);
    channel.emit('close');
    await expect(ended).rejects.toMatchObject({ code: 'E_SSH_FAILED' });
  });
});

describe('pipes', () => {
  test('stdin, stdout and stderr are passed through and kept apart', async () => {
    const ended = joinStreams({ channel, ended: exitOf(channel) }, local, false);
    local.stdin.end('question');
    channel.push('answer');
    channel.stderr.write('remark');
    channel.stderr.end();
    channel.finish(7);
    expect(await ended).toBe(7);
    local.stdout.end();
    local.stderr.end();
    expect(channel.received()).toBe('question');
    expect([await text(local.stdout), await text(local.stderr)]).toEqual(['answer', 'remark']);
    expect(local.stdin.setRawMode).not.toHaveBeenCalled();
  });

  test('a reader of our output that leaves ends the remote program', async () => {
    const ended = joinStreams({ channel, ended: exitOf(channel) }, local, false);
    local.stdout.emit('error', Object.assign(new Error('broken pipe'), { code: 'EPIPE' }));
    expect(channel.close).toHaveBeenCalledOnce();
    channel.finish(null, 'HUP');
    expect(await ended).toBe(129);
  });
});

describe('a terminal', () => {
  test('is asked for only if a person both types and reads', () => {
    expect(wantedTerminal(local, 'xterm')).toEqual({ rows: 50, cols: 132, term: 'xterm' });
    expect(wantedTerminal({ ...local, stdin: new PassThrough() })).toBeUndefined();
    expect(wantedTerminal({ ...local, stdout: new PassThrough() })).toBeUndefined();
  });

  test('is raw while the remote program has it, and as before afterwards', async () => {
    const ended = joinStreams({ channel, ended: exitOf(channel) }, local, true);
    expect(local.stdin.setRawMode.mock.calls).toEqual([[true]]);
    channel.finish(0);
    await ended;
    expect(local.stdin.setRawMode.mock.calls).toEqual([[true], [false]]);
    expect(local.stdin.isPaused()).toBe(true);
  });

  test('is given back even if the connection is lost', async () => {
    const ended = joinStreams({ channel, ended: exitOf(channel) }, local, true);
    channel.emit('close');
    await expect(ended).rejects.toMatchObject({ code: 'E_SSH_FAILED' });
    expect(local.stdin.setRawMode).toHaveBeenLastCalledWith(false);
  });

  test('tells the other side its new size', async () => {
    const ended = joinStreams({ channel, ended: exitOf(channel) }, local, true);
    local.stdout.rows = 10;
    local.stdout.emit('resize');
    expect(channel.setWindow).toHaveBeenCalledWith(10, 132, 0, 0);
    channel.finish(0);
    await ended;
    expect(local.stdout.listenerCount('resize')).toBe(0);
  });
});

test('signals to us reach the remote program, and none is caught afterwards', async () => {
  const before = process.listenerCount('SIGTERM');
  const ended = joinStreams({ channel, ended: exitOf(channel) }, local, false);
  process.emit('SIGTERM', 'SIGTERM');
  expect(channel.signal).toHaveBeenCalledWith('TERM');
  channel.finish(null, 'TERM');
  expect(await ended).toBe(143);
  expect(process.listenerCount('SIGTERM')).toBe(before);
});
