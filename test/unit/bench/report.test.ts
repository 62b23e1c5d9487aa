// The bench's table and bars, as README shows them.

import { describe, expect, test } from 'vitest';
import { table, waterfall } from '../../bench/report.ts';

describe('the table', () => {
  test('shows median, smallest and largest, ratio and target', () => {
    const row = { title: 'start', unit: 's', ours: [8, 9, 10], other: [89, 90, 95], target: 9 } as const;
    expect(table(['ours', 'stock'], [row])).toBe(
      [
        '|  | ours | stock | ratio | target |',
        '| --- | --- | --- | --- | --- |',
        '| start | 9.0 s (8.0–10.0) | 90.0 s (89.0–95.0) | 0.10 | 9 s |',
      ].join('\n'),
    );
  });

  test('a figure that is one reading has no spread, one without a peer no ratio', () => {
    expect(table(['ours', 'stock'], [{ title: 'size', unit: 'MB', ours: [88.4] }])).toContain(
      '| size | 88 MB |  |  |  |',
    );
  });
});

describe('the waterfall', () => {
  const lines = waterfall(
    [
      { name: 'kernel', fromMs: 0, toMs: 1000 },
      { name: 'engine', fromMs: 1000, toMs: 4000 },
      { name: 'ping', fromMs: 3999, toMs: 4000 },
    ],
    4000,
  ).split('\n');

  test('a bar is as long as its share of the time, and begins where the one before ended', () => {
    expect(lines[0]).toContain(`  ${'█'.repeat(15)}${' '.repeat(45)}  `);
    expect(lines[1]).toContain(`  ${' '.repeat(15)}${'█'.repeat(45)}  `);
  });

  test('even what took no time to speak of is seen', () => {
    expect(lines[2]).toMatch(/^ping +█ +0\.0 s/);
  });
});
