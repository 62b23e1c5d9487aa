// Makes lines of a container's log: the engine's time split off, pieces of one line put together, long ones cut.

import type { LogLine } from '../../../preload/contract/containers.ts';
import { createFrameSplitter, type FrameStream } from './log-frames.ts';

/**
 * Longer lines come as several. A control character is six letters in JSON: so many bytes stay below the four million
 * that one message may have, whatever they are.
 */
export const MAX_LINE_BYTES = 512 * 1024;

/** The engine hands a longer line on in parts of this size, and puts the time before each. */
const ENGINE_PART_BYTES = 16 * 1024;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const BLANK = 32;
/** `2026-01-02T03:04:05.123456789Z`, or with an offset. Source: Go's time.RFC3339Nano with fixed digits. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const SHORTEST_TIME = 20;
const LONGEST_TIME = 36;

export interface LineParser {
  /** The lines that are whole with this chunk. @throws E_ENGINE_REFUSED for what is no log */
  take(chunk: Buffer): LogLine[];
  /** What is left once the log has ended. */
  end(): LogLine[];
}

/** @param hasTerminal whether the container has one: then its log comes without frames */
export function createLineParser(container: string, hasTerminal: boolean): LineParser {
  let lines: LogLine[] = [];
  const onLine = (stream: LogLine['stream'], time: string, text: string) =>
    lines.push({ container, stream, time, text });
  const out = new LineAssembler('stdout', onLine);
  const err = new LineAssembler('stderr', onLine);
  const assemblerOf = (stream: FrameStream) => (stream < 2 ? out : err);
  const split = createFrameSplitter((stream, chunk, start, end, isFirst) => {
    const assembler = assemblerOf(stream);
    // The engine's own words have no time.
    const from = isFirst && stream !== 3 ? assembler.takeTime(chunk, start, end) : start;
    assembler.take(chunk, from, end);
  });
  const takeRaw = createRawSplitter(out);
  const given = () => {
    const whole = lines;
    lines = [];
    return whole;
  };
  return {
    take: (chunk) => {
      if (hasTerminal) takeRaw(chunk);
      else split(chunk);
      return given();
    },
    end: () => {
      if (hasTerminal) takeRaw(undefined);
      out.end();
      err.end();
      return given();
    },
  };
}

/** A log without frames has a time where a line begins, and where the engine cut a long one. */
function createRawSplitter(out: LineAssembler): (chunk: Buffer | undefined) => void {
  let kept: Buffer | undefined;
  /** Bytes since the last time; a time is looked for where it is 0. */
  let since = 0;
  return (incoming) => {
    const isEnd = incoming === undefined;
    const chunk = Buffer.concat([kept ?? Buffer.alloc(0), incoming ?? Buffer.alloc(0)]);
    kept = undefined;
    let at = 0;
    while (at < chunk.length) {
      if (since === 0) {
        const near = chunk.subarray(at, at + LONGEST_TIME);
        if (!isEnd && near.length < LONGEST_TIME && !near.includes(LINE_FEED)) {
          kept = Buffer.from(near);
          return;
        }
        at = out.takeTime(chunk, at, chunk.length);
      }
      const limit = Math.min(chunk.length, at + ENGINE_PART_BYTES - since);
      const feed = chunk.subarray(at, limit).indexOf(LINE_FEED);
      const end = feed < 0 ? limit : at + feed + 1;
      since = feed < 0 ? (since + end - at) % ENGINE_PART_BYTES : 0;
      out.take(chunk, at, end);
      at = end;
    }
  };
}

type OnLine = (stream: LogLine['stream'], time: string, text: string) => void;

/** The lines of one stream of a container. */
class LineAssembler {
  readonly #stream: LogLine['stream'];
  readonly #onLine: OnLine;
  #time = '1970-01-01T00:00:00.000000000Z';
  /** When the line under way began; it keeps the time of its first part. */
  #lineTime = this.#time;
  #pieces: Buffer[] = [];
  #length = 0;

  constructor(stream: LogLine['stream'], onLine: OnLine) {
    this.#stream = stream;
    this.#onLine = onLine;
  }

  /** @returns where the text begins, behind the time if there is one */
  takeTime(chunk: Buffer, start: number, end: number): number {
    const within = Math.min(end, start + LONGEST_TIME);
    for (let at = start + SHORTEST_TIME; at < within; at += 1) {
      if (chunk[at] !== BLANK) continue;
      const time = chunk.toString('latin1', start, at);
      if (!TIME.test(time)) return start;
      this.#time = time;
      return at + 1;
    }
    return start;
  }

  take(chunk: Buffer, start: number, end: number): void {
    let from = start;
    while (from < end) {
      if (this.#length === 0) this.#lineTime = this.#time;
      const feed = chunk.indexOf(LINE_FEED, from);
      if (feed < 0 || feed >= end) return this.#keep(chunk.subarray(from, end));
      if (this.#length === 0 && feed - from <= MAX_LINE_BYTES) this.#emit(chunk, from, feed);
      else {
        this.#keep(chunk.subarray(from, feed));
        this.#flush();
      }
      from = feed + 1;
    }
  }

  end(): void {
    if (this.#length > 0) this.#flush();
  }

  #keep(bytes: Buffer): void {
    // A copy: the chunk is shared by thousands of lines that are long gone when this one ends.
    this.#pieces.push(Buffer.from(bytes));
    this.#length += bytes.length;
    while (this.#length > MAX_LINE_BYTES) {
      const all = Buffer.concat(this.#pieces);
      const cut = characterBorder(all, MAX_LINE_BYTES);
      this.#onLine(this.#stream, this.#lineTime, all.toString('utf8', 0, cut));
      this.#pieces = [all.subarray(cut)];
      this.#length = all.length - cut;
    }
  }

  #flush(): void {
    const all = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#length = 0;
    this.#emit(all, 0, all.length);
  }

  #emit(bytes: Buffer, start: number, end: number): void {
    const textEnd = end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    this.#onLine(this.#stream, this.#lineTime, bytes.toString('utf8', start, textEnd));
  }
}

/** The last place at or before `at` where a character of UTF-8 begins; `at` itself where the bytes are none. */
function characterBorder(bytes: Buffer, at: number): number {
  for (let border = at; border > at - 4; border -= 1)
    if (((bytes[border] ?? 0) & 0xc0) !== 0x80) return border;
  return at;
}
