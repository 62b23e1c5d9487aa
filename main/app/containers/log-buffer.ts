// Lines between a log and the one who reads it: given on in pieces that any wire carries, the oldest dropped past a limit.

import type { LogLine, LogPiece } from '../../../preload/contract/containers.ts';

/** A piece ends before either is passed; a single line may have more letters than that by itself. */
const PIECE_LINES = 2000;
const PIECE_LETTERS = 512 * 1024;

export interface BufferLimits {
  lines: number;
  /** UTF-16 units of the texts. */
  letters: number;
}

export class LogBuffer {
  readonly #limits: BufferLimits;
  #lines: LogLine[] = [];
  /** Those before it have been taken or dropped. */
  #head = 0;
  #letters = 0;
  #dropped = 0;

  constructor(limits: BufferLimits = { lines: Number.POSITIVE_INFINITY, letters: Number.POSITIVE_INFINITY }) {
    this.#limits = limits;
  }

  put(lines: readonly LogLine[]): void {
    for (const line of lines) {
      this.#lines.push(line);
      this.#letters += line.text.length;
    }
    while (this.#count > this.#limits.lines || this.#letters > this.#limits.letters) {
      // The newest one stays, whatever its length.
      if (this.#count === 1) break;
      this.#shift();
      this.#dropped += 1;
    }
    this.#compact();
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Whether `take` would give a full piece. */
  get hasFullPiece(): boolean {
    return this.#count >= PIECE_LINES || this.#letters >= PIECE_LETTERS;
  }

  /** The next piece, or undefined if there is none. */
  take(): LogPiece | undefined {
    if (this.isEmpty) return undefined;
    const lines: LogLine[] = [];
    let letters = 0;
    while (lines.length < PIECE_LINES) {
      const next = this.#lines[this.#head];
      if (next === undefined || (lines.length > 0 && letters + next.text.length > PIECE_LETTERS)) break;
      letters += next.text.length;
      lines.push(next);
      this.#shift();
    }
    const dropped = this.#dropped;
    this.#dropped = 0;
    this.#compact();
    return { lines, dropped };
  }

  get #count(): number {
    return this.#lines.length - this.#head;
  }

  #shift(): void {
    this.#letters -= this.#lines[this.#head]?.text.length ?? 0;
    this.#head += 1;
  }

  /** Array.shift moves all that follow; so the taken ones go when they are the larger half. */
  #compact(): void {
    if (this.#head <= this.#count) return;
    this.#lines = this.#lines.slice(this.#head);
    this.#head = 0;
  }
}
