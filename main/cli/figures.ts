// Sizes, ages and ids as lists show them.

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** As docker writes them, by thousands: `1.98 MB`. */
export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${UNITS[unit] ?? 'B'}`;
}

const AGES = [
  ['second', 1000],
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
  ['week', 604_800_000],
  ['month', 2_629_800_000],
  ['year', 31_557_600_000],
] as const;

/** `3 hours ago`; empty where the moment is not known. */
export function ageText(sinceMs: number, nowMs: number = Date.now()): string {
  if (sinceMs <= 0) return '';
  const age = Math.max(0, nowMs - sinceMs);
  const [name, length] = AGES.findLast(([, least]) => age >= least) ?? AGES[0];
  const count = Math.floor(age / length);
  return `${count} ${name}${count === 1 ? '' : 's'} ago`;
}

/** The first twelve digits, which the engine takes for the whole. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}
