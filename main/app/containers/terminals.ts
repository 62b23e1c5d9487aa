// Terminals in containers: each belongs to the stream that opened it, and is written to by a name nobody can guess.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeBytes } from '../../../preload/contract/bytes.ts';
import type { TerminalEvent } from '../../../preload/contract/containers.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { Terminal } from '../../engine/containers/terminal.ts';
import { outputOf } from './program-output.ts';

/** The engine learns that a program has ended a moment after its terminal closed. */
const EXIT_LOOKS = 20;
const EXIT_LOOK_MS = 100;

/** Ends a program of the guest that nobody watches any more; the container's id tells that it is still the same one. */
export type HangUp = (program: { pid: number; container: string }) => Promise<void>;

export class Terminals {
  readonly #open = new Map<string, Terminal>();

  /** Shows a program until it ends or the asker leaves; then one that is ours to end is hung up on. */
  async *show(terminal: Terminal, hangUp: HangUp, signal: AbortSignal): AsyncGenerator<TerminalEvent> {
    const session = randomUUID();
    const leave = () => terminal.close();
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    this.#open.set(session, terminal);
    let hasEnded = false;
    try {
      yield { kind: 'opened', session };
      for await (const { bytes, isError } of outputOf(terminal, signal))
        yield { kind: 'output', bytes: encodeBytes(bytes), ...(isError ? { isError } : {}) };
      if (signal.aborted) return;
      hasEnded = true;
      const exitCode = await waitForExit(terminal);
      yield { kind: 'ended', ...(exitCode === undefined ? {} : { exitCode }) };
    } finally {
      signal.removeEventListener('abort', leave);
      this.#open.delete(session);
      terminal.close();
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

  /** What a pipe says at its end. @throws E_NOT_FOUND once the program has ended */
  async endInput(session: string): Promise<void> {
    this.#find(session).socket.end();
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
