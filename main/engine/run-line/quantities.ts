// Sizes, durations and processors as the docker command line writes them.

import { SlipwayError } from '../../../preload/contract/errors.ts';

const SIZE = /^(\d+(?:\.\d+)?) ?([kmgtp])?i?b?$/i;
const SIZE_UNITS = ['', 'k', 'm', 'g', 't', 'p'];

/** `512m` in bytes; units are powers of 1024 (docker/go-units, RAMInBytes). @throws E_USAGE */
export function parseBytes(text: string): number {
  const [, amount, unit = ''] = SIZE.exec(text.trim()) ?? [];
  const bytes = Math.floor(Number(amount) * 1024 ** SIZE_UNITS.indexOf(unit.toLowerCase()));
  if (Number.isSafeInteger(bytes)) return bytes;
  throw new SlipwayError('E_USAGE', `not a size: ${text}`, { hint: 'A size is written as 512m or 2g.' });
}

/** In the largest unit that leaves no fraction. */
export function formatBytes(bytes: number): string {
  let [amount, unit] = [bytes, 0];
  // No larger than `g`: that is where people stop.
  while (amount % 1024 === 0 && unit < 3 && amount > 0) [amount, unit] = [amount / 1024, unit + 1];
  return `${amount}${SIZE_UNITS[unit] ?? ''}`;
}

const MS_PER_UNIT: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
const DURATION = /^(?:(?:\d+(?:\.\d+)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/;

/** `1m30s` in milliseconds (Go, time.ParseDuration). @throws E_USAGE also for a part of a millisecond */
export function parseDuration(text: string): number {
  if (text === '0') return 0;
  const parts = DURATION.test(text) ? [...text.matchAll(/([\d.]+)([a-zµ]+)/g)] : [];
  const sum = parts.reduce(
    (ms, [, amount, unit = '']) => ms + Number(amount) * (MS_PER_UNIT[unit] ?? NaN),
    0,
  );
  const ms = Math.round(sum);
  if (parts.length > 0 && Number.isSafeInteger(ms) && Math.abs(sum - ms) < 1e-6) return ms;
  throw new SlipwayError('E_USAGE', `not a duration in milliseconds or more: ${text}`, {
    hint: 'A duration is written as 500ms, 30s or 1m30s.',
  });
}

export function formatDuration(ms: number): string {
  if (ms % 1000 !== 0) return `${ms}ms`;
  return ms % 60_000 === 0 && ms > 0 ? `${ms / 60_000}m` : `${ms / 1000}s`;
}

/** The engine counts billionths of a processor. */
export const NANOS_PER_CPU = 1e9;

/** @throws E_USAGE for what is finer than a billionth of a processor */
export function parseCpus(text: string): number {
  const cpus = /^(?:\d+\.?\d{0,9}|\.\d{1,9})$/.test(text) ? Number(text) : NaN;
  if (Number.isFinite(cpus)) return cpus;
  throw new SlipwayError('E_USAGE', `not a number of processors: ${text}`, { hint: 'Write it as 2 or 0.5.' });
}

export function formatCpus(cpus: number): string {
  // Never 1e-7: the docker command line would take it, a person would not.
  return cpus.toFixed(9).replace(/\.?0+$/, '');
}

/** @throws E_USAGE */
export function parseCount(text: string): number {
  const count = /^-?\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(count)) return count;
  throw new SlipwayError('E_USAGE', `not a whole number: ${text}`);
}
