// Several logs are one time line; who reads too slowly knows exactly how much is missing.

import { describe, expect, test } from 'vitest';
import { LogBuffer } from '../../../../main/app/containers/log-buffer.ts';
import { lossy } from '../../../../main/app/containers/logs.ts';
import { mergeLogs } from '../../../../main/app/containers/merge-logs.ts';
import type { LogLine } from '../../../../preload/contract/containers.ts';

const line = (container: string, second: number, text = `${container}${second}`): LogLine => ({
  container,
  stream: 'stdout',
  time: `2026-01-02T03:04:${String(second).padStart(2, '0')}.000000000Z`,
  text,
});

async function* log(...bunches: LogLine[][]): AsyncGenerator<LogLine[]> {
  for (const bunch of bunches) yield await Promise.resolve(bunch);
}

const whole = (bunches: AsyncGenerator<LogLine[]>) => ({ bunches });
/** @param lastTime of what it had written at first */
const goingOn = (bunches: AsyncGenerator<LogLine[]>, lastTime?: string) => ({
  bunches,
  pastEnd: Promise.resolve(lastTime),
});

async function* silent(until: Promise<void>): AsyncGenerator<LogLine[]> {
  await until;
  yield [];
}

async function all(merged: AsyncIterable<LogLine[]>): Promise<string[]> {
  const texts: string[] = [];
  for await (const lines of merged) texts.push(...lines.map(({ text }) => text));
  return texts;
}

describe('merged', () => {
  test('lines come in the order of their times, however they arrive', async () => {
    const a = log([line('a', 1), line('a', 4)], [line('a', 5)]);
    const b = log([line('b', 2)], [line('b', 3), line('b', 6)]);
    expect(await all(mergeLogs([whole(a), whole(b)]))).toEqual(['a1', 'b2', 'b3', 'a4', 'a5', 'b6']);
  });

  test('a log keeps its own order, even where its times go back', async () => {
    const merged = mergeLogs([whole(log([line('a', 5), line('a', 1)])), whole(log([line('b', 3)]))]);
    expect(await all(merged)).toEqual(['b3', 'a5', 'a1']);
  });

  test('a followed log that has nothing yet does not keep the others back', async () => {
    let release = () => {};
    const merged = mergeLogs([
      goingOn(silent(new Promise((resolve) => (release = resolve)))),
      goingOn(log([line('b', 1)]), line('b', 1).time),
    ]);
    expect((await merged.next()).value).toEqual([line('b', 1)]);
    release();
    expect(await all(merged)).toEqual([]);
  });

  test('a followed log whose past is long in coming is waited for, and not any more when it is there', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    async function* slow(): AsyncGenerator<LogLine[]> {
      await held;
      yield [line('a', 1), line('a', 2)];
      await new Promise<never>(() => {});
    }
    const merged = mergeLogs([
      goingOn(slow(), line('a', 2).time),
      goingOn(log([line('b', 3)], [line('b', 4)]), line('b', 3).time),
    ]);
    const first = merged.next();
    setImmediate(release);
    const texts = [(await first).value, (await merged.next()).value].flat().map(({ text }) => text);
    expect(texts).toEqual(['a1', 'a2', 'b3', 'b4']);
  });

  test('a log that fails says so, after what came before', async () => {
    async function* broken(): AsyncGenerator<LogLine[]> {
      yield await Promise.resolve([line('a', 1)]);
      throw new Error('gone');
    }
    const merged = mergeLogs([whole(broken())]);
    expect((await merged.next()).value).toEqual([line('a', 1)]);
    await expect(merged.next()).rejects.toThrow('gone');
  });
});

describe('a reader that is behind', () => {
  test('misses the oldest lines, and is told how many', () => {
    const buffer = new LogBuffer({ lines: 3, letters: 1000 });
    buffer.put([1, 2, 3, 4, 5].map((second) => line('a', second)));
    expect(buffer.take()).toEqual({ lines: [3, 4, 5].map((second) => line('a', second)), dropped: 2 });
    buffer.put([line('a', 6)]);
    expect(buffer.take()).toEqual({ lines: [line('a', 6)], dropped: 0 });
  });

  test('misses lines by their length as well, but never the newest', () => {
    const buffer = new LogBuffer({ lines: 100, letters: 10 });
    buffer.put([line('a', 1, 'x'.repeat(8)), line('a', 2, 'y'.repeat(20))]);
    expect(buffer.take()).toEqual({ lines: [line('a', 2, 'y'.repeat(20))], dropped: 1 });
  });

  test('loses nothing uncounted', async () => {
    const bunches = Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => line('a', 1)));
    let seen = 0;
    const limits = { lines: 500, letters: 1_000_000 };
    for await (const { lines, dropped } of lossy(log(...bunches), new AbortController().signal, limits))
      seen += lines.length + dropped;
    expect(seen).toBe(10_000);
  });
});

test('a piece is never more than one message carries', () => {
  const buffer = new LogBuffer();
  buffer.put(Array.from({ length: 5000 }, () => line('a', 1)));
  buffer.put(Array.from({ length: 20 }, () => line('a', 1, '\u0000'.repeat(100_000))));
  let lines = 0;
  for (let piece = buffer.take(); piece !== undefined; piece = buffer.take()) {
    lines += piece.lines.length;
    expect(piece.lines.length).toBeLessThanOrEqual(2000);
    expect(JSON.stringify(piece).length).toBeLessThan(4_000_000);
  }
  expect(lines).toBe(5020);
});
