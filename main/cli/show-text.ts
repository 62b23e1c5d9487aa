// Text that strangers wrote, for a terminal: colours stay, everything else that a terminal would obey is shown instead.

import { plain } from './output.ts';

/** Colours and weights. Source: ECMA-48, SGR. */
// eslint-disable-next-line no-control-regex
const COLOURS = /(\u001b\[[\d;:]*m)/;

export function colouredText(text: string): string {
  return text
    .split(COLOURS)
    .map((piece, index) => (index % 2 === 1 ? piece : plain(piece)))
    .join('');
}
