// A terminal's session: begun with the terminal's size, written to in order, ended with its program.

import { describe, expect, it, vi } from 'vitest';
import { decodeBytes, encodeBytes } from '../../../../preload/contract/bytes.ts';
import type { TerminalEvent } from '../../../../preload/contract/containers.ts';
import { SlipwayError } from '../../../../preload/contract/errors.ts';
import {
  TerminalSession,
  type TerminalHost,
} from '../../../../renderer/features/containers/page/terminal/terminal-session.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (given: Uint8Array) => new TextDecoder().decode(given);

function host(events: () => AsyncIterable<TerminalEvent>) {
  const written: string[] = [];
  const sizes: number[][] = [];
  const opened: number[][] = [];
  const served: TerminalHost = {
    open: ({ columns, rows }) => {
      opened.push([columns, rows]);
      return events();
    },
    write: async (_session, given) => void written.push(text(decodeBytes(given))),
    resize: async (_session, { columns, rows }) => void sizes.push([columns, rows]),
  };
  return { served, written, sizes, opened };
}

async function* shortProgram(): AsyncGenerator<TerminalEvent> {
  yield { kind: 'opened', session: 's' };
  yield { kind: 'output', bytes: encodeBytes(bytes('hello')) };
  yield { kind: 'ended', exitCode: 3 };
}

async function* longProgram(): AsyncGenerator<TerminalEvent> {
  yield { kind: 'opened', session: 's' };
  await new Promise(() => {});
}

const phase = (session: TerminalSession) => session.store.getState().phase;

describe('a session', () => {
  it('begins once the size is known, draws what comes and tells the exit code', async () => {
    const { served, opened } = host(shortProgram);
    const session = new TerminalSession(served);
    const drawn: string[] = [];
    session.listen((given, done) => {
      drawn.push(text(given));
      done();
    });
    expect(phase(session)).toBe('waiting');
    session.resize(80, 24);
    await vi.waitFor(() => expect(session.store.getState()).toMatchObject({ phase: 'ended', exitCode: 3 }));
    expect(drawn).toEqual(['hello']);
    expect(opened).toEqual([[80, 24]]);
  });

  it('takes no more output before the last was drawn', async () => {
    const asked = vi.fn<() => void>();
    const { served } = host(async function* () {
      yield { kind: 'opened', session: 's' };
      yield { kind: 'output', bytes: encodeBytes(bytes('a')) };
      asked();
      yield { kind: 'ended' };
    });
    const session = new TerminalSession(served);
    let draw: (() => void) | undefined;
    session.listen((_given, done) => {
      draw = done;
    });
    session.resize(80, 24);
    await vi.waitFor(() => expect(draw).toBeDefined());
    expect(asked).not.toHaveBeenCalled();
    draw?.();
    await vi.waitFor(() => expect(phase(session)).toBe('ended'));
  });

  it('writes a large paste in order, in pieces that a message holds', async () => {
    const { served, written, sizes } = host(longProgram);
    const session = new TerminalSession(served);
    session.resize(80, 24);
    await vi.waitFor(() => expect(phase(session)).toBe('open'));
    const paste = 'abcdefghij'.repeat(20_000);
    session.write(bytes(paste));
    session.write(bytes('!'));
    session.resize(100, 30);
    await vi.waitFor(() => expect(written.join('')).toBe(`${paste}!`));
    expect(Math.max(...written.map((piece) => piece.length))).toBeLessThanOrEqual(64 * 1024);
    expect(sizes).toEqual([[100, 30]]);
  });

  it('tells why it did not open, and runs again', async () => {
    let tries = 0;
    const { served } = host(() => {
      tries += 1;
      if (tries > 1) return shortProgram();
      throw new SlipwayError('E_NOT_RUNNING', 'it does not run');
    });
    const session = new TerminalSession(served);
    session.resize(80, 24);
    await vi.waitFor(() =>
      expect(session.store.getState()).toMatchObject({ phase: 'failed', error: { code: 'E_NOT_RUNNING' } }),
    );
    session.again('again');
    await vi.waitFor(() =>
      expect(session.store.getState()).toMatchObject({ phase: 'ended', exitCode: 3, error: undefined }),
    );
  });

  it('says nothing once it was left', async () => {
    const { served } = host(longProgram);
    const session = new TerminalSession(served);
    session.resize(80, 24);
    await vi.waitFor(() => expect(phase(session)).toBe('open'));
    session.end();
    session.write(bytes('lost'));
    expect(phase(session)).toBe('waiting');
  });
});
