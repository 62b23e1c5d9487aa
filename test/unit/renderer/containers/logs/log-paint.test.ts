// A log's line as it is drawn.

import { describe, expect, it } from 'vitest';
import {
  MOST_SHOWN,
  paintLine,
  pieceStyle,
} from '../../../../../renderer/features/containers/page/logs/log-paint.ts';

const texts = (line: string, ranges: number[]) =>
  paintLine(line, ranges).pieces.map(({ text, isFound }) => (isFound ? `<${text}>` : text));

describe('what was found', () => {
  it('is marked across colours', () => {
    expect(texts('\u001b[31mer\u001b[0mror here', [0, 5, 6, 10])).toEqual(['<er>', '<ror>', ' ', '<here>']);
  });
  it('loses and doubles nothing', () => {
    expect(texts('abcdef', [1, 2, 4, 6]).join('')).toBe('a<b>cd<ef>');
  });
});

describe('a line of a megabyte', () => {
  it('is shown as far as can be read, with how much is hidden', () => {
    const { pieces, hidden } = paintLine('x'.repeat(1_000_000));
    expect(pieces.map(({ text }) => text.length)).toEqual([MOST_SHOWN]);
    expect(hidden).toBe(1_000_000 - MOST_SHOWN);
  });
});

describe('colours of one’s own', () => {
  it('are mixed with the text’s, and stand out from a ground of one’s own', () => {
    expect(pieceStyle({ foreground: '#010203' }).color).toContain('#010203');
    expect(pieceStyle({ background: '#ffffff', foreground: '#ffffff' })).toEqual({
      backgroundColor: '#ffffff',
      color: '#000',
    });
    expect(pieceStyle({ foreground: 3 })).toEqual({});
  });
});
