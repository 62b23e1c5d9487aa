// Sizes, ages, moments, ports and texts as lists show them.

import { describe, expect, test } from 'vitest';
import { portText } from '../../../main/cli/container-ports.ts';
import { ageText, bytesText, shortId } from '../../../main/cli/figures.ts';
import { momentOf } from '../../../main/cli/moments.ts';
import { colouredText } from '../../../main/cli/show-text.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.00 kB'],
  [1_982_256, '1.98 MB'],
  [12_345_678, '12.3 MB'],
  [999_600, '1.00 MB'],
  [302_000_000_000, '302 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test.each([
  [0, ''],
  [1_000_000_000 - 500, '0 seconds ago'],
  [1_000_000_000 - 60_000, '1 minute ago'],
  [1_000_000_000 - 7_200_000, '2 hours ago'],
  [1_000_000_000 + 5000, '0 seconds ago'],
])('since %i is %j', (sinceMs, text) => {
  expect(ageText(sinceMs, 1_000_000_000)).toBe(text);
});

test('an id is its first twelve digits', () => {
  expect(shortId(`sha256:${'0123456789abcdef'.repeat(4)}`)).toBe('0123456789ab');
});

test('a published port is at this computer', () => {
  const port = { containerPort: 80, protocol: 'tcp' };
  expect(portText(port)).toBe('80/tcp');
  expect(portText({ ...port, hostPort: 8080, hostAddress: '0.0.0.0' })).toBe('80/tcp -> 127.0.0.1:8080');
});

describe('a moment', () => {
  test('is so long ago, or one of the calendar', () => {
    expect(momentOf('since', '10m', 600_000)).toBe('1970-01-01T00:00:00.000Z');
    expect(momentOf('since', '2026-11-24T12:00:00+01:00')).toBe('2026-11-24T11:00:00.000Z');
  });

  test('or a usage error that shows how', () => {
    expect(() => momentOf('since', 'yesterday')).toThrowError('--since yesterday: not a moment');
  });
});

test('colours of a log stay, and nothing else that a terminal would obey', () => {
  expect(colouredText('\u001b[31mred\u001b[0m \u001b]0;title\u0007 \u001b[2J')).toBe(
    String.raw`${'\u001b[31mred\u001b[0m'} \x1b]0;title\x07 \x1b[2J`,
  );
});
