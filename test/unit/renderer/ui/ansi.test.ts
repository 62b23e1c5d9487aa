// What a log's line becomes when its escapes are read: colours stay, everything that a terminal would obey goes.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paletteColour, parseAnsi, stripAnsi } from '../../../../renderer/ui/ansi.ts';

describe('colours', () => {
  it('reads the sixteen, the 256 and true colours', () => {
    expect(
      parseAnsi('\u001b[31mred\u001b[0m \u001b[38;5;208morange\u001b[m \u001b[1;48;2;0;128;255mown'),
    ).toEqual([
      { text: 'red', style: { foreground: 1 } },
      { text: ' ', style: {} },
      { text: 'orange', style: { foreground: 208 } },
      { text: ' ', style: {} },
      { text: 'own', style: { bold: true, background: '#0080ff' } },
    ]);
  });

  it('takes back one attribute and keeps the others', () => {
    expect(parseAnsi('\u001b[1;4;92ma\u001b[22mb\u001b[24;39mc')).toEqual([
      { text: 'a', style: { bold: true, underline: true, foreground: 10 } },
      { text: 'b', style: { underline: true, foreground: 10 } },
      { text: 'c', style: {} },
    ]);
  });

  it('ignores colours that do not exist', () => {
    expect(parseAnsi('\u001b[38;5;999mx\u001b[38;2;1;2;900my')).toEqual([
      { text: 'x', style: {} },
      { text: 'y', style: {} },
    ]);
  });

  it.each([
    [16, '#000000'],
    [208, '#ff8700'],
    [231, '#ffffff'],
    [232, '#080808'],
    [255, '#eeeeee'],
  ])('knows colour %d of the palette', (index, hex) => expect(paletteColour(index)).toBe(hex));
});

describe('what terminals obey', () => {
  it.each([
    ['the cursor', 'a\u001b[2J\u001b[10;10Hb', 'ab'],
    ['a title', 'a\u001b]0;pwned\u0007b', 'ab'],
    ['the clipboard', 'a\u001b]52;c;cm0gLXJm\u001b\\b', 'ab'],
    ['a link', '\u001b]8;;http://evil\u001b\\text\u001b]8;;\u001b\\', 'text'],
    ['a device string', 'a\u001bP+q544e\u001b\\b', 'ab'],
    ['8-bit forms of these', 'a\u009b31mb\u009d52;c;x\u009cc\u0090q\u009cd', 'abcd'],
    ['one that never ends', 'a\u001b]52;c;AAAA', 'a'],
    ['a lone escape', 'a\u001b', 'a'],
    ['a charset', 'a\u001b(0b', 'ab'],
    ['bells and backspaces', 'a\u0007\u0008b', 'ab'],
  ])('drops %s', (_what, line, text) => {
    expect(stripAnsi(line)).toBe(text);
    expect(
      parseAnsi(line)
        .map((span) => span.text)
        .join(''),
    ).toBe(text);
  });

  it('shows what a progress bar wrote last', () => {
    expect(stripAnsi('10 %\r50 %\r100 %\r')).toBe('100 %');
  });

  it('lets no control through, whatever comes', () => {
    const parts = fc.constantFrom(
      '\u001b',
      '[',
      ']',
      '\u009b',
      '\u0090',
      '\u0007',
      '\\',
      '3',
      ';',
      'm',
      'x',
      '\r',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (pieces) => {
        const line = pieces.join('');
        const text = parseAnsi(line)
          .map((span) => span.text)
          .join('');
        // oxlint-disable-next-line no-control-regex -- these are what must not be there
        expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
        expect(text).toBe(stripAnsi(line));
      }),
    );
  });

  it('reads a line of a megabyte of escapes in a moment', () => {
    for (const piece of ['\u001b[', '\u001b]', '\u001b[31m', '\u001b[;;;', '\u001bP', ' \r'])
      expect(stripAnsi(piece.repeat(1_000_000 / piece.length)).length).toBeLessThan(1_000_000);
  });
});
