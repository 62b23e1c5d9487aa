// Reads the colours out of a line of a terminal's text: spans to be shown as text. All else that terminals obey is dropped.

export interface AnsiStyle {
  /** A colour of the palette (0 to 255), or one's own as `#rrggbb`. */
  foreground?: number | string;
  background?: number | string;
  bold?: boolean;
  underline?: boolean;
}

export interface AnsiSpan {
  text: string;
  style: AnsiStyle;
}

/**
 * One alternative for each thing that is dropped or read, in this order: CSI with its final byte; string sequences (OSC, DCS,
 * SOS, PM, APC) up to their end; what is left of one that has none; any other escape; lone controls. Each is linear: no part
 * of one can match what follows it.
 */
const SEQUENCE =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /(?:\u001b\[|\u009b)([\u0030-\u003f]*)[\u0020-\u002f]*([\u0040-\u007e])?|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|\u001b[\u0020-\u002f]*[\u0030-\u007e]?|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Without any of them a line needs no work at all, and most have none. */
// oxlint-disable-next-line no-control-regex -- as above
const HAS_CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** The text alone: what is searched and copied. */
export function stripAnsi(line: string): string {
  return HAS_CONTROL.test(line) ? afterReturn(line).replaceAll(SEQUENCE, '') : line;
}

/** Each line stands for itself: a colour that an earlier one left on does not reach into it. */
export function parseAnsi(line: string): AnsiSpan[] {
  if (!HAS_CONTROL.test(line)) return line === '' ? [] : [{ text: line, style: {} }];
  const spans: AnsiSpan[] = [];
  const source = afterReturn(line);
  let style: AnsiStyle = {};
  let from = 0;
  const take = (to: number) => {
    if (to <= from) return;
    const text = source.slice(from, to);
    const last = spans.at(-1);
    if (last?.style === style) last.text += text;
    else spans.push({ text, style });
  };
  for (const match of source.matchAll(SEQUENCE)) {
    take(match.index);
    from = match.index + match[0].length;
    if (match[2] === 'm' && !/[<=>?]/.test(match[1] ?? '')) style = applySgr(style, match[1] ?? '');
  }
  take(source.length);
  return spans;
}

/** A progress bar writes over itself with carriage returns: the last writing is what a terminal shows. */
function afterReturn(line: string): string {
  const end = line.endsWith('\r') ? line.length - 1 : line.length;
  const start = line.lastIndexOf('\r', end - 1) + 1;
  return start === 0 && end === line.length ? line : line.slice(start, end);
}

const STYLE_KEYS = ['foreground', 'background', 'bold', 'underline'] as const;

/** More parameters in one sequence are nonsense. */
const MAX_PARAMETERS = 32;

function applySgr(before: AnsiStyle, parameters: string): AnsiStyle {
  const codes = parameters.split(/[;:]/, MAX_PARAMETERS).map(Number);
  const style = { ...before };
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    if (code === 38 || code === 48) {
      const { colour, taken } = extendedColour(codes, at + 1);
      if (colour !== undefined) style[code === 38 ? 'foreground' : 'background'] = colour;
      at += taken;
    } else applyCode(style, code);
  }
  return style;
}

function applyCode(style: AnsiStyle, code: number): void {
  if (code === 0) for (const key of STYLE_KEYS) delete style[key];
  else if (code === 1) style.bold = true;
  else if (code === 4) style.underline = true;
  else if (code === 22) delete style.bold;
  else if (code === 24) delete style.underline;
  else if (code === 39) delete style.foreground;
  else if (code === 49) delete style.background;
  else if (code >= 30 && code <= 37) style.foreground = code - 30;
  else if (code >= 40 && code <= 47) style.background = code - 40;
  else if (code >= 90 && code <= 97) style.foreground = code - 90 + 8;
  else if (code >= 100 && code <= 107) style.background = code - 100 + 8;
}

/** `5;N` or `2;R;G;B` after a 38 or 48. */
function extendedColour(codes: readonly number[], at: number): { colour?: number | string; taken: number } {
  if (codes[at] === 5) {
    const index = codes[at + 1] ?? -1;
    return isByte(index) ? { colour: index, taken: 2 } : { taken: 2 };
  }
  if (codes[at] !== 2) return { taken: 0 };
  const parts = [codes[at + 1] ?? -1, codes[at + 2] ?? -1, codes[at + 3] ?? -1];
  if (!parts.every(isByte)) return { taken: 4 };
  return { colour: `#${parts.map(hex).join('')}`, taken: 4 };
}

function isByte(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 255;
}

const STEPS = [0, 95, 135, 175, 215, 255];

/** Colours 16 to 255 of the palette as `#rrggbb`; the first sixteen are the theme's to choose. */
export function paletteColour(index: number): string | undefined {
  if (index < 16) return undefined;
  if (index >= 232) return `#${hex(8 + (index - 232) * 10).repeat(3)}`;
  const cube = index - 16;
  const part = (value: number) => hex(STEPS[value % 6] ?? 0);
  return `#${part(Math.floor(cube / 36))}${part(Math.floor(cube / 6))}${part(cube)}`;
}

function hex(value: number): string {
  return value.toString(16).padStart(2, '0');
}
