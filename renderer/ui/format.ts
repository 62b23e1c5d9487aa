// Numbers and times as people read them.

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** As docker tells sizes, by thousands: `12.3 MB`. */
export function formatBytes(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  for (; value >= 1000 && unit < UNITS.length - 1; unit += 1) value /= 1000;
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

/** Memory comes in powers of two: `512 MiB`, `3.9 GiB`. */
export function formatMemory(bytes: number): string {
  const mib = bytes / 1024 ** 2;
  return mib < 1024 ? `${mib.toFixed(mib < 10 ? 1 : 0)} MiB` : `${(mib / 1024).toFixed(1)} GiB`;
}

const STEPS = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** `3 hours ago`, `just now`. */
export function formatAgo(thenMs: number, nowMs = Date.now()): string {
  const seconds = (nowMs - thenMs) / 1000;
  for (const [unit, size] of STEPS) {
    const count = Math.floor(seconds / size);
    if (count >= 1) return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
  }
  return 'just now';
}

/** `2 h 5 min`, `41 s`: how long something has lasted. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}

const two = (value: number) => String(value).padStart(2, '0');

/** A moment in the reader's own time: `2026-11-24 14:02:33`. */
export function formatMoment(ms: number): string {
  const date = new Date(ms);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** `sha256:4f2a…` without its prefix, as short as docker shows it. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}

const LONG_ID = /\b[0-9a-f]{64}\b/g;

/** A text with the ids in it as short as docker shows them, or as what they are called. */
export function shortenIds(
  text: string,
  nameOf: (id: string) => string | undefined = () => undefined,
): string {
  return text.replaceAll(LONG_ID, (id) => nameOf(id) ?? shortId(id));
}

/** Marks that reorder text (Unicode's bidirectional controls) and other controls, shown instead of obeyed. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A name or label that somebody else chose, safe to show in one line. */
export function plainText(text: string): string {
  return text.replaceAll(OBEYED, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
}
