// Searching a log: plain text or an expression, in old lines and in those that come; none can stop the window.

import { afterEach, describe, expect, it, vi } from 'vitest';
import { LogFinder } from '../../../../../renderer/features/containers/page/logs/log-finder.ts';
import { LogRing } from '../../../../../renderer/features/containers/page/logs/log-ring.ts';
import {
  hitIndex,
  queryProblem,
  searchLines,
  type LogQuery,
} from '../../../../../renderer/features/containers/page/logs/log-search.ts';
import type { SearchClient } from '../../../../../renderer/features/containers/page/logs/search-client.ts';

const plain = (text: string): LogQuery => ({ text, isExpression: false, matchCase: false });
const expression = (text: string): LogQuery => ({ text, isExpression: true, matchCase: false });
const find = (query: LogQuery, ...texts: string[]) => searchLines({ query, from: 100, texts }).hits;

afterEach(() => vi.useRealTimers());

describe('what is found', () => {
  it('is each place in a line, by the number of the line', () => {
    expect(find(plain('err'), 'ok', 'Error: an err')).toEqual([{ line: 101, ranges: [0, 3, 10, 13] }]);
  });
  it('minds the case where it is asked to', () => {
    expect(find({ ...plain('err'), matchCase: true }, 'Error')).toEqual([]);
  });
  it('takes plain text as it is, not as an expression', () => {
    expect(find(plain('a.c(1)'), 'abc1', 'x a.c(1)')).toEqual([{ line: 101, ranges: [2, 8] }]);
  });
  it('reads expressions', () => {
    expect(find(expression(String.raw`5\d\d$`), 'GET / 200', 'GET / 503')).toEqual([
      { line: 101, ranges: [6, 9] },
    ]);
  });
  it('is looked for in the text that people see, not in its escapes', () => {
    expect(find(plain('red'), '\u001b[31mr\u001b[0med')).toEqual([{ line: 100, ranges: [0, 3] }]);
    expect(find(plain('31'), '\u001b[31mx')).toEqual([]);
  });
  it('is nothing for an expression that matches nothing at all', () => {
    expect(find(expression('x*'), 'abc')).toEqual([]);
  });
});

describe('an expression that is none', () => {
  it('is told why', () => expect(queryProblem(expression('(a'))).toMatch(/unterminated/i));
  it('is fine as plain text', () => expect(queryProblem(plain('(a'))).toBeUndefined());
});

it('finds the place of a line among those found', () => {
  const hits = [3, 7, 9].map((line) => ({ line, ranges: [] }));
  expect([0, 3, 4, 9, 10].map((line) => hitIndex(hits, line))).toEqual([0, 0, 1, 2, 3]);
});

describe('a search under way', () => {
  const working = (): SearchClient => ({ ask: async (request) => searchLines(request), end: () => {} });
  const add = (ring: LogRing, count: number, text: string) =>
    ring.add(
      Array.from({ length: count }, () => ({ container: 'c', stream: 'stdout' as const, time: '', text })),
    );

  it('goes through what is there and on with what comes', async () => {
    const ring = new LogRing();
    const finder = new LogFinder(ring, working);
    add(ring, 5_000, 'hit');
    finder.search(plain('hit'));
    await vi.waitFor(() => expect(finder.store.getState()).toMatchObject({ phase: 'done', count: 5_000 }));
    add(ring, 10, 'another hit');
    finder.look();
    await vi.waitFor(() => expect(finder.store.getState().count).toBe(5_010));
  });

  it('forgets what was found in lines that have left', async () => {
    const ring = new LogRing({ lines: 2_000, bytes: 1e9 });
    const finder = new LogFinder(ring, working);
    add(ring, 1_000, 'hit');
    finder.search(plain('hit'));
    await vi.waitFor(() => expect(finder.store.getState().count).toBe(1_000));
    add(ring, 3_000, 'other');
    finder.look();
    await vi.waitFor(() => expect(finder.store.getState()).toMatchObject({ phase: 'done', count: 0 }));
  });

  it('is given up, with its worker, where an expression runs away', async () => {
    vi.useFakeTimers();
    const ring = new LogRing();
    const end = vi.fn<() => void>();
    const finder = new LogFinder(ring, () => ({ ask: () => new Promise(() => {}), end }), 1_000);
    add(ring, 1, 'a'.repeat(50));
    finder.search(expression('(a+)+$x'));
    await vi.advanceTimersByTimeAsync(1_001);
    expect(finder.store.getState().phase).toBe('slow');
    expect(end).toHaveBeenCalledOnce();
    finder.search(plain('a'));
    expect(finder.store.getState().phase).toBe('searching');
  });
});
