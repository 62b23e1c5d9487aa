// Terminals in containers: each belongs to the stream that opened it, and is written to by a name nobody can guess.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeBytes } from '../../../preload/contract/bytes.ts';
import type { TerminalEvent } from '../../../preload/contract/containers.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { startTerminal, type Terminal, type TerminalWish } from '../../engine/containers/terminal.ts';
import type { Engine } from '../../engine/docker.ts';

/** Bytes of output in one event. */
const PIECE_BYTES = 64 * 1024;
/** The engine learns that a program has ended a moment after its terminal closed. */
const EXIT_LOOKS = 20;
const EXIT_LOOK_MS = 100;

/** Ends a program of the guest that nobody watches any more; the container's id tells that it is still the same one. */
export type HangUp = (program: { pid: number; container: string }) => Promise<void>;

export class Terminals {
  readonly #open = new Map<string, Terminal>();

  /** Opens one and shows it until the program ends or the asker leaves; then the program is hung up on. */
  async *open(
    engine: Engine,
    id: string,
    wish: TerminalWish,
    hangUp: HangUp,
    signal: AbortSignal,
  ): AsyncGenerator<TerminalEvent> {
    const terminal = await startTerminal(engine, id, wish);
    const session = randomUUID();
    const leave = () => terminal.socket.destroy();
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    this.#open.set(session, terminal);
    let hasEnded = false;
    try {
      yield { kind: 'opened', session };
      for await (const bytes of outputOf(terminal.socket, signal))
        yield { kind: 'output', bytes: encodeBytes(bytes) };
      if (signal.aborted) return;
      hasEnded = true;
      const exitCode = await waitForExit(terminal);
      yield { kind: 'ended', ...(exitCode === undefined ? {} : { exitCode }) };
    } finally {
      signal.removeEventListener('abort', leave);
      this.#open.delete(session);
      terminal.socket.destroy();
      if (!hasEnded) await endProgram(terminal, hangUp);
    }
  }

  /** @throws E_NOT_FOUND once it has ended */
  async write(session: string, bytes: Uint8Array): Promise<void> {
    const { socket } = this.#find(session);
    if (!socket.writable || socket.write(bytes)) return;
    // The program does not read: whoever types on has to wait, or we would keep all of it.
    const waiting = new AbortController();
    const options = { signal: waiting.signal };
    await Promise.race([once(socket, 'drain', options), once(socket, 'close', options)]).catch(() => {});
    waiting.abort();
  }

  /** @throws E_NOT_FOUND once it has ended */
  async resize(session: string, columns: number, rows: number): Promise<void> {
    await this.#find(session).resize(columns, rows);
  }

  #find(session: string): Terminal {
    const terminal = this.#open.get(session);
    if (terminal === undefined) throw new SlipwayError('E_NOT_FOUND', 'this terminal has ended');
    return terminal;
  }
}

/** The socket is read no faster than this is. A connection that breaks ends the terminal as its end does. */
async function* outputOf(socket: Duplex, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of socket) {
      if (!Buffer.isBuffer(chunk)) continue;
      for (let at = 0; at < chunk.length; at += PIECE_BYTES) yield chunk.subarray(at, at + PIECE_BYTES);
    }
  } catch (cause) {
    if (!signal.aborted)
      throw new SlipwayError('E_ENGINE_UNREACHABLE', 'the connection to the terminal is lost', { cause });
  }
}

async function waitForExit(terminal: Terminal): Promise<number | undefined> {
  for (let look = 0; look < EXIT_LOOKS; look += 1) {
    const code = await terminal.exitCode().catch(() => undefined);
    if (code !== undefined) return code;
    await sleep(EXIT_LOOK_MS);
  }
  return undefined;
}

/** The engine lets a program run on when its terminal is closed; nobody could see or end it any more. */
async function endProgram(terminal: Terminal, hangUp: HangUp): Promise<void> {
  const program = await terminal.pid().catch(() => undefined);
  if (program !== undefined) await hangUp(program).catch(() => {});
}
