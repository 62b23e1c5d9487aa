// Data as text: columns that line up, and nothing a terminal would obey.

import { describe, expect, it } from 'vitest';
import { pairs, plain, seconds, table } from '../../../main/cli/output.ts';

describe('plain', () => {
  it.each([
    ['\u001b[31mred', String.raw`\x1b[31mred`],
    ['\u001b]0;title\u0007', String.raw`\x1b]0;title\x07`],
    ['\u009b31m', String.raw`\x9b31m`],
    ['abc\rxyz', String.raw`abc\x0dxyz`],
    ['evil\u202egpj.exe', String.raw`evil\u202egpj.exe`],
  ])('shows what a terminal would obey: %j', (text, shown) => {
    expect(plain(text)).toBe(shown);
  });

  it('leaves letters of every script, emoji, tabs and line breaks alone', () => {
    const text = 'Zürich\t日本\n🚢 é';
    expect(plain(text)).toBe(text);
  });
});

describe('table', () => {
  it('lines columns up, without blanks at the ends of lines', () => {
    expect(
      table(
        ['NAME', 'STATE'],
        [
          ['default', 'running'],
          ['b', ''],
        ],
      ),
    ).toBe('NAME     STATE\ndefault  running\nb');
  });

  it('keeps a cell with line breaks in one row', () => {
    expect(table(['A'], [['one\ntwo']])).toBe('A\none two');
  });

  it('shows headings alone where there are no rows', () => {
    expect(table(['NAME', 'STATE'], [])).toBe('NAME  STATE');
  });
});

it('pairs line values up', () => {
  expect(
    pairs([
      ['a', '1'],
      ['long', '2'],
    ]),
  ).toBe('a     1\nlong  2');
});

it('seconds are told to a tenth', () => {
  expect([seconds(49), seconds(6249), seconds(120_000)]).toEqual(['0.0 s', '6.2 s', '120.0 s']);
});
