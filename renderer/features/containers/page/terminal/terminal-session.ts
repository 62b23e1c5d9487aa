// A program in a container with a terminal: started once the terminal's size is known, ended when it is left.

import { decodeBytes, encodeBytes } from '../../../../../preload/contract/bytes.ts';
import type { TerminalEvent } from '../../../../../preload/contract/containers.ts';
import { toWireError, type WireError } from '../../../../../preload/contract/errors.ts';
import { createStore } from 'zustand/vanilla';
import type { TerminalPeer } from '../../../../ui/terminal.tsx';

export interface SessionState {
  phase: 'waiting' | 'starting' | 'open' | 'ended' | 'failed';
  exitCode: number | undefined;
  error: WireError | undefined;
}

export interface Size {
  columns: number;
  rows: number;
}

/** What a session asks of the host. */
export interface TerminalHost {
  open(size: Size, signal: AbortSignal): AsyncIterable<TerminalEvent>;
  write(session: string, bytes: string): Promise<void>;
  resize(session: string, size: Size): Promise<void>;
}

/** What is pasted goes in pieces. */
const MOST_BYTES = 64 * 1024;
const WAITING: SessionState = { phase: 'waiting', exitCode: undefined, error: undefined };

export class TerminalSession implements TerminalPeer {
  readonly store = createStore<SessionState>(() => WAITING);
  readonly #host: TerminalHost;
  #leave: AbortController | undefined;
  /** By the host's name for it, while it is open. */
  #session: string | undefined;
  #size: Size | undefined;
  #draw: ((bytes: Uint8Array, drawn: () => void) => void) | undefined;
  /** Input goes in its order: one piece after another. */
  #writing: Promise<void> = Promise.resolve();

  constructor(host: TerminalHost) {
    this.#host = host;
  }

  listen(draw: (bytes: Uint8Array, drawn: () => void) => void): () => void {
    this.#draw = draw;
    return () => {
      if (this.#draw === draw) this.#draw = undefined;
    };
  }

  write(bytes: Uint8Array): void {
    const session = this.#session;
    if (session === undefined) return;
    for (let at = 0; at < bytes.length; at += MOST_BYTES) {
      const piece = encodeBytes(bytes.subarray(at, at + MOST_BYTES));
      // What cannot be written is written to a program that has ended: its end is told by the stream.
      this.#writing = this.#writing.then(() => this.#host.write(session, piece)).catch(() => {});
    }
  }

  resize(columns: number, rows: number): void {
    this.#size = { columns, rows };
    if (this.#session !== undefined) void this.#host.resize(this.#session, this.#size).catch(() => {});
    else if (this.store.getState().phase === 'waiting') void this.#run(this.#size);
  }

  /** Runs the program again in the same terminal. @param mark drawn between the two */
  again(mark: string): void {
    this.end();
    this.#draw?.(new TextEncoder().encode(`\r\n\u001b[2m${mark}\u001b[0m\r\n`), () => {});
    if (this.#size !== undefined) void this.#run(this.#size);
  }

  /** Ends the program; a terminal that is drawn again begins it anew. */
  end(): void {
    this.#leave?.abort();
    this.#leave = undefined;
    this.#session = undefined;
    this.store.setState(WAITING);
  }

  async #run(size: Size): Promise<void> {
    const leave = new AbortController();
    this.#leave = leave;
    const tell = (state: Partial<SessionState>) => {
      if (!leave.signal.aborted) this.store.setState(state);
    };
    tell({ ...WAITING, phase: 'starting' });
    try {
      for await (const event of this.#host.open(size, leave.signal)) {
        if (leave.signal.aborted) return;
        if (event.kind === 'opened') this.#opened(event.session, size);
        else if (event.kind === 'output') await this.#drawn(decodeBytes(event.bytes));
        else tell({ phase: 'ended', exitCode: event.exitCode });
      }
      if (this.store.getState().phase !== 'ended') tell({ phase: 'ended' });
    } catch (thrown) {
      tell({ phase: 'failed', error: toWireError(thrown) });
    } finally {
      if (!leave.signal.aborted) this.#session = undefined;
    }
  }

  #opened(session: string, size: Size): void {
    this.#session = session;
    this.store.setState({ phase: 'open' });
    // It may have changed while the program was starting.
    if (this.#size !== undefined && this.#size !== size) this.resize(this.#size.columns, this.#size.rows);
  }

  /** A program that writes faster than can be drawn is waited with. */
  #drawn(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      if (this.#draw === undefined) resolve();
      else this.#draw(bytes, resolve);
    });
  }
}
