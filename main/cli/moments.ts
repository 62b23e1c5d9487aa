// Moments as people give them on a command line: one of a calendar, or so long ago.

import { usageError } from './usage.ts';

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `10m` or `2026-11-24T12:00:00Z` as RFC 3339. @throws E_USAGE */
export function momentOf(option: string, text: string, nowMs: number = Date.now()): string {
  const [, count, unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const ms = count === undefined ? Date.parse(text) : nowMs - Number(count) * (UNIT_MS[unit] ?? 0);
  if (!Number.isNaN(ms)) return new Date(ms).toISOString();
  throw usageError(
    `--${option} ${text}: not a moment`,
    `For example: --${option} 10m, --${option} 2026-11-24T12:00:00Z`,
  );
}
