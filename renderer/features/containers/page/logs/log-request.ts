// What is asked for of a log: which part of its time, and the line for the terminal that asks the same. Pure.

import { shellLine } from '../../../../client/shell-line.ts';

export type RangeKind = 'newest' | 'all' | 'minutes' | 'hour' | 'day' | 'between';

export interface LogRange {
  kind: RangeKind;
  /** For `between`, as a date field has them: `2026-11-24T14:02`, in the reader's own time; empty for open. */
  from: string;
  to: string;
}

export const NEWEST: LogRange = { kind: 'newest', from: '', to: '' };
export const NEWEST_LINES = 10_000;

const LAST_MINUTES: Partial<Record<RangeKind, number>> = { minutes: 15, hour: 60, day: 24 * 60 };

export interface RangeRequest {
  tail?: number;
  since?: string;
  until?: string;
}

/** @param nowMs what "the last hour" is reckoned from */
export function rangeRequest({ kind, from, to }: LogRange, nowMs: number): RangeRequest {
  if (kind === 'newest') return { tail: NEWEST_LINES };
  const minutes = LAST_MINUTES[kind];
  if (minutes !== undefined) return { since: new Date(nowMs - minutes * 60_000).toISOString() };
  if (kind === 'all') return {};
  const since = toMoment(from);
  const until = toMoment(to);
  return { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) };
}

export function isRangeWrong({ kind, from, to }: LogRange): boolean {
  return kind === 'between' && from !== '' && to !== '' && Date.parse(from) > Date.parse(to);
}

/** Whether lines that are written now can be in it. */
export function reachesNow(request: RangeRequest, nowMs: number): boolean {
  return request.until === undefined || Date.parse(request.until) > nowMs;
}

export function logsLine(
  name: string,
  { tail, since, until }: RangeRequest,
  follow: boolean,
  timestamps: boolean,
): string {
  return shellLine([
    'docker',
    'logs',
    ...(follow ? ['--follow'] : []),
    ...(timestamps ? ['--timestamps'] : []),
    ...(tail === undefined ? [] : ['--tail', String(tail)]),
    ...(since === undefined ? [] : ['--since', since]),
    ...(until === undefined ? [] : ['--until', until]),
    name,
  ]);
}

/** A line's time in the reader's own: `2026-11-24 14:02:33.123`. */
export function lineTime(time: string, formatMoment: (ms: number) => string): string {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? '' : `${formatMoment(ms)}.${String(ms % 1000).padStart(3, '0')}`;
}

function toMoment(local: string): string | undefined {
  const ms = Date.parse(local);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
