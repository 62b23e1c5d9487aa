// Amounts as docker's options take them: `512m`, `1.5g`, `30s`, `1m30s`. Pure.

const BYTES: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };
const MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** @returns bytes; undefined for what is no amount. A bare number is bytes, as with `docker run -m`. */
export function parseMemory(text: string): number | undefined {
  const [, number, unit = 'b'] = /^(\d+(?:\.\d+)?)\s*([bkmgt])?i?b?$/i.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  return Math.round(Number(number) * (BYTES[unit.toLowerCase()] ?? 1));
}

/** In the largest unit that loses nothing. */
export function writeMemory(bytes: number): string {
  for (const unit of ['t', 'g', 'm', 'k'] as const) {
    const size = BYTES[unit] ?? 1;
    if (bytes >= size && bytes % size === 0) return `${bytes / size}${unit}`;
  }
  return String(bytes);
}

/** @returns milliseconds; undefined for what is no duration. A bare number is seconds. */
export function parseDuration(text: string): number | undefined {
  const given = text.trim();
  if (/^\d+(\.\d+)?$/.test(given)) return Math.round(Number(given) * 1000);
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(given)) return undefined;
  let sum = 0;
  for (const [, number, unit] of given.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    sum += Number(number) * (MS[unit ?? ''] ?? 0);
  }
  return Math.round(sum);
}

export function writeDuration(ms: number): string {
  if (ms % 1000 !== 0) return `${ms}ms`;
  const seconds = ms / 1000;
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
}
