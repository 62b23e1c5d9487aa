// A line as it is drawn: pieces of text, each of one colour, those that a search found marked. Pure.

import { paletteColour, parseAnsi, type AnsiStyle } from '../../../../ui/ansi.ts';

export interface PaintedPiece {
  text: string;
  style: AnsiStyle;
  isFound: boolean;
}

/** A longer line is shown as far as this, with how much more there is; copying takes the whole. */
export const MOST_SHOWN = 4_000;

/** @param ranges where something was found, in the text without its escapes: begin, end, begin, end … */
export function paintLine(
  line: string,
  ranges: readonly number[] = [],
): { pieces: PaintedPiece[]; hidden: number } {
  // Escapes may take up most of it: the more is read, the less is shown.
  const spans = parseAnsi(line.slice(0, MOST_SHOWN * 4));
  const pieces: PaintedPiece[] = [];
  let at = 0;
  for (const { text, style } of spans) {
    const room = MOST_SHOWN - at;
    if (room <= 0) break;
    const shown = text.slice(0, room);
    for (const { from, to, isFound } of cut(at, at + shown.length, ranges))
      pieces.push({ text: shown.slice(from - at, to - at), style, isFound });
    at += shown.length;
  }
  return { pieces, hidden: line.length > MOST_SHOWN && at >= MOST_SHOWN ? line.length - MOST_SHOWN : 0 };
}

interface Cut {
  from: number;
  to: number;
  isFound: boolean;
}

function cut(start: number, end: number, ranges: readonly number[]): Cut[] {
  const cuts: Cut[] = [];
  let at = start;
  for (let index = 0; index < ranges.length; index += 2) {
    const from = Math.max(start, ranges[index] ?? 0);
    const to = Math.min(end, ranges[index + 1] ?? 0);
    if (from >= to) continue;
    if (from > at) cuts.push({ from: at, to: from, isFound: false });
    cuts.push({ from, to, isFound: true });
    at = to;
  }
  if (at < end) cuts.push({ from: at, to: end, isFound: false });
  return cuts;
}

/** The sixteen colours are the style sheet's, by attribute; others are mixed with the text's own so that they can be read. */
export function pieceStyle({ foreground, background }: AnsiStyle): {
  color?: string;
  backgroundColor?: string;
} {
  const ink = toHex(foreground);
  const ground = toHex(background);
  if (ground !== undefined) return { backgroundColor: ground, color: isBright(ground) ? '#000' : '#fff' };
  return ink === undefined ? {} : { color: `color-mix(in srgb, ${ink} 55%, var(--mantine-color-text))` };
}

function toHex(colour: number | string | undefined): string | undefined {
  return typeof colour === 'number' ? paletteColour(colour) : colour;
}

function isBright(hex: string): boolean {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return part(1) * 0.299 + part(3) * 0.587 + part(5) * 0.114 > 140;
}
