// Turns data into text: tables for people, JSON for programs, and nothing in either that a terminal would obey.

/** C0 and C1 controls but tab and line feed, and the marks that reorder text (Unicode's bidirectional controls). */
// eslint-disable-next-line no-control-regex
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text that is safe to show: what a terminal would obey is shown as `\x1b` instead. */
export function plain(text: string): string {
  return text.replaceAll(OBEYED, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
}

/** Rows under their headings, in columns two spaces apart; the last column is not padded. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [headings, ...rows].map((row) => row.map((cell) => plain(cell).replaceAll(/\s+/g, ' ')));
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => width(row[column] ?? ''))));
  return cells.map((row) => alignRow(row, widths)).join('\n');
}

/** Names and values, one pair a line. */
export function pairs(entries: readonly (readonly [string, string])[]): string {
  const longest = Math.max(...entries.map(([name]) => width(name)));
  return entries.map(([name, value]) => `${pad(name, longest)}  ${plain(value)}`).join('\n');
}

/** JSON for a program to read. */
export function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** Seconds to a tenth: `6.2 s`. */
export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function alignRow(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => (column === row.length - 1 ? cell : pad(cell, widths[column] ?? 0)))
    .join('  ')
    .trimEnd();
}

/** Pads to a width in characters, not in UTF-16 units. */
export function pad(text: string, length: number): string {
  return text + ' '.repeat(Math.max(0, length - width(text)));
}

function width(text: string): number {
  return Array.from(text).length;
}
