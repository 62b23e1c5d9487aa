// Finds a text or an expression in lines. Pure; the search worker runs it, so that no expression can stop the window.

import { stripAnsi } from '../../../../ui/ansi.ts';

export interface LogQuery {
  text: string;
  isExpression: boolean;
  matchCase: boolean;
}

/** A line with something found in it: its number, then where each finding begins and ends. */
export interface LogHit {
  line: number;
  ranges: readonly number[];
}

export interface SearchRequest {
  query: LogQuery;
  /** The number of the first line. */
  from: number;
  texts: readonly string[];
}

export interface SearchAnswer {
  from: number;
  hits: LogHit[];
}

/** More in one line are not marked. */
const MOST_MARKED = 20;

/** @returns what is wrong with an expression; undefined for nothing */
export function queryProblem({ text, isExpression }: LogQuery): string | undefined {
  if (!isExpression) return undefined;
  try {
    void new RegExp(text);
    return undefined;
  } catch (thrown) {
    // `Invalid regular expression: /(a/: Unterminated group`: the expression itself is in sight.
    return thrown instanceof Error ? (thrown.message.split(': ').at(-1) ?? '') : String(thrown);
  }
}

export function searchLines({ query, from, texts }: SearchRequest): SearchAnswer {
  const expression = toExpression(query);
  const hits = texts.flatMap((text, index): LogHit[] => {
    const ranges = rangesIn(stripAnsi(text), expression);
    return ranges.length === 0 ? [] : [{ line: from + index, ranges }];
  });
  return { from, hits };
}

/** Where a line stands among those found, or would stand: the index of the first that is not before it. */
export function hitIndex(hits: readonly LogHit[], line: number): number {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

function toExpression({ text, isExpression, matchCase }: LogQuery): RegExp {
  const source = isExpression ? text : text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(source, matchCase ? 'g' : 'gi');
}

function rangesIn(text: string, expression: RegExp): number[] {
  const ranges: number[] = [];
  for (const match of text.matchAll(expression)) {
    // An expression that matches nothing at all, as `x*` does, would mark every place.
    if (match[0] === '') continue;
    ranges.push(match.index, match.index + match[0].length);
    if (ranges.length >= MOST_MARKED * 2) break;
  }
  return ranges;
}
