// The newest lines of a log, bounded in number and in memory: older ones leave, and are counted.

import type { LogLine } from '../../../../../preload/contract/containers.ts';

export interface LogEntry {
  /** Which container wrote it, as it was asked for. */
  source: string;
  isError: boolean;
  time: string;
  text: string;
}

interface Chunk {
  start: number;
  entries: LogEntry[];
  cost: number;
}

/** Lines leave by chunks of this size. */
const CHUNK_LINES = 1_000;
/** What a line costs beside its text: its object, its time, its place. */
const LINE_COST = 120;

export const DEFAULT_BOUNDS = { lines: 200_000, bytes: 64 * 1024 ** 2 };

/** Lines are numbered from 0 in the order they came; `first` is the oldest that is kept, `end` one more than the newest. */
export class LogRing {
  readonly #bounds: typeof DEFAULT_BOUNDS;
  #chunks: Chunk[] = [];
  #end = 0;
  #evicted = 0;
  #cost = 0;
  /** Each message brings its own copy of a container's name: one is kept. */
  readonly #sources = new Map<string, string>();

  constructor(bounds = DEFAULT_BOUNDS) {
    this.#bounds = bounds;
  }

  get first(): number {
    return this.#chunks[0]?.start ?? this.#end;
  }

  get end(): number {
    return this.#end;
  }

  /** How many had to leave since the last `clear`. */
  get evicted(): number {
    return this.#evicted;
  }

  add(lines: readonly LogLine[]): void {
    for (const line of lines) this.#append(line);
    while (this.#chunks.length > 1 && this.#isOver()) {
      const oldest = this.#chunks.shift();
      this.#cost -= oldest?.cost ?? 0;
      this.#evicted += oldest?.entries.length ?? 0;
    }
  }

  at(number: number): LogEntry | undefined {
    const chunk = this.#chunks[chunkOf(this.#chunks, number)];
    return chunk?.entries[number - chunk.start];
  }

  /** The text of lines from a number on, at most so many of them and about so many characters. */
  texts(from: number, most: number, mostCharacters: number): string[] {
    const texts: string[] = [];
    let characters = 0;
    for (let number = from; number < this.#end; number += 1) {
      if (texts.length >= most || characters >= mostCharacters) break;
      const text = this.at(number)?.text ?? '';
      texts.push(text);
      characters += text.length;
    }
    return texts;
  }

  clear(): void {
    this.#chunks = [];
    this.#cost = 0;
    this.#evicted = 0;
  }

  #isOver(): boolean {
    return this.#end - this.first > this.#bounds.lines || this.#cost > this.#bounds.bytes;
  }

  #append({ container, stream, time, text }: LogLine): void {
    let last = this.#chunks.at(-1);
    if (last === undefined || last.entries.length >= CHUNK_LINES) {
      last = { start: this.#end, entries: [], cost: 0 };
      this.#chunks.push(last);
    }
    const source = this.#sources.get(container) ?? container;
    this.#sources.set(source, source);
    last.entries.push({ source, isError: stream === 'stderr', time, text });
    last.cost += text.length + LINE_COST;
    this.#cost += text.length + LINE_COST;
    this.#end += 1;
  }
}

/** The index of the last chunk that begins at or before a line. */
function chunkOf(chunks: readonly Chunk[], number: number): number {
  let low = 0;
  let high = chunks.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((chunks[middle]?.start ?? 0) <= number) low = middle;
    else high = middle - 1;
  }
  return low;
}
