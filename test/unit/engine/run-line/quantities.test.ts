// Sizes, durations and processors are written so that they are read back the same.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatCpus,
  formatDuration,
  parseBytes,
  parseCpus,
  parseDuration,
} from '../../../../main/engine/run-line/quantities.ts';

const amount = fc.nat({ max: Number.MAX_SAFE_INTEGER });

test('any amount comes back', () => {
  fc.assert(
    fc.property(amount, (value) => {
      expect(parseBytes(formatBytes(value))).toBe(value);
    }),
  );
  fc.assert(
    fc.property(fc.nat(2 ** 30), (value) => {
      expect(parseDuration(formatDuration(value))).toBe(value);
      expect(parseCpus(formatCpus(value / 1e9))).toBe(value / 1e9);
    }),
  );
});

describe('is written as people write it', () => {
  test.each([
    [formatBytes(512 * 2 ** 20), '512m'],
    [formatBytes(2 ** 31), '2g'],
    [formatBytes(1025), '1025'],
    [formatDuration(30_000), '30s'],
    [formatDuration(120_000), '2m'],
    [formatDuration(1_500), '1500ms'],
    [formatDuration(0), '0s'],
    [formatCpus(2), '2'],
    [formatCpus(10), '10'],
    [formatCpus(0.5), '0.5'],
  ])('%j', (written, expected) => {
    expect(written).toBe(expected);
  });
});

test('is read as docker reads it', () => {
  expect(['1.5g', '64MiB', '10 kb', '100b', '7'].map(parseBytes)).toEqual([
    1.5 * 2 ** 30,
    2 ** 26,
    10_240,
    100,
    7,
  ]);
  expect(['1h1m1s1ms', '1.5s', '.5s', '2000us', '0'].map(parseDuration)).toEqual([
    3_661_001, 1500, 500, 2, 0,
  ]);
  expect(['2', '.25', '1.'].map(parseCpus)).toEqual([2, 0.25, 1]);
});

describe('nonsense is refused', () => {
  test.each(['', 'm', '-1m', '1x', '1e3', 'NaN', '9999999p'])('%j as a size', (text) => {
    expect(() => parseBytes(text)).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
  });
  test.each(['', '5', '-1s', '1d', '1us', '1.5ms'])('%j as a duration', (text) => {
    expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
  });
  test.each(['', '.', 'one', '-1', '1/2', '0.0000000001'])('%j as processors', (text) => {
    expect(() => parseCpus(text)).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
  });
});
