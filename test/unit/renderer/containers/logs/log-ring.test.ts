// A log in the window: the newest lines are kept within bounds, and every line that is not is counted.

import { describe, expect, it } from 'vitest';
import { LogRing } from '../../../../../renderer/features/containers/page/logs/log-ring.ts';

const line = (text: string, stream: 'stdout' | 'stderr' = 'stdout') => ({
  container: 'web',
  stream,
  time: '2026-11-24T14:02:33.000000001Z',
  text,
});
const lines = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => line(`line ${from + index}`));

describe('a ring of lines', () => {
  it('gives each line by its number', () => {
    const ring = new LogRing();
    ring.add(lines(2_500));
    ring.add([line('an error', 'stderr')]);
    expect([ring.first, ring.end]).toEqual([0, 2_501]);
    expect(ring.at(0)?.text).toBe('line 0');
    expect(ring.at(1_999)?.text).toBe('line 1999');
    expect(ring.at(2_500)).toMatchObject({ text: 'an error', isError: true, source: 'web' });
    expect(ring.at(2_501)).toBeUndefined();
  });

  it('lets the oldest go beyond its number of lines and counts them exactly', () => {
    const ring = new LogRing({ lines: 5_000, bytes: 1e9 });
    for (let from = 0; from < 20_000; from += 700) ring.add(lines(700, from));
    expect(ring.end - ring.first).toBeLessThanOrEqual(5_000);
    expect(ring.evicted + (ring.end - ring.first)).toBe(ring.end);
    expect(ring.at(ring.first)?.text).toBe(`line ${ring.first}`);
    expect(ring.at(ring.first - 1)).toBeUndefined();
  });

  it('holds lines of a megabyte within its memory', () => {
    const ring = new LogRing({ lines: 200_000, bytes: 8e6 });
    const long = 'x'.repeat(1_000_000);
    for (let count = 0; count < 5_000; count += 1) ring.add([line(count % 100 === 0 ? long : 'y')]);
    let characters = 0;
    for (let number = ring.first; number < ring.end; number += 1)
      characters += ring.at(number)?.text.length ?? 0;
    expect(characters).toBeLessThan(12e6);
    expect(ring.evicted).toBe(ring.first);
  });

  it('goes on with the same numbers after it was cleared', () => {
    const ring = new LogRing();
    ring.add(lines(10));
    ring.clear();
    expect([ring.first, ring.end, ring.evicted]).toEqual([10, 10, 0]);
    ring.add([line('after')]);
    expect(ring.at(10)?.text).toBe('after');
    expect(ring.texts(10, 100, 100)).toEqual(['after']);
  });

  it('takes a million lines in a moment', () => {
    const ring = new LogRing();
    const piece = lines(2_000);
    const before = performance.now();
    for (let count = 0; count < 500; count += 1) ring.add(piece);
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(ring.end - ring.first).toBeLessThanOrEqual(200_000);
  });
});
