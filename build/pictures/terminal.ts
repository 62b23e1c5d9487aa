// `tsx build/pictures/terminal.ts < transcript > up.svg`: draws what a terminal showed, for light and dark pages.

import { text } from 'node:stream/consumers';

const LINE_HEIGHT = 20;
const CHARACTER_WIDTH = 8.4;
const MARGIN = 20;

const STYLE = `
  .page { fill: #f6f8fa; stroke: #d0d7de; }
  text { font: 14px ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace; fill: #1f2328; white-space: pre; }
  .typed { font-weight: 600; }
  .done { fill: #1a7f37; }
  .notice { fill: #8a5a00; }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117; stroke: #30363d; }
    text { fill: #e6edf3; }
    .done { fill: #3fb950; }
    .notice { fill: #d29922; }
  }`;

const escapeXml = (line: string) =>
  line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The mark a line begins with is coloured, so that stages can be told at a glance. */
function tokens(line: string): string {
  const marked = /^([✔!])( .*)$/su.exec(line);
  if (marked === null) return escapeXml(line);
  const [, mark = '', rest = ''] = marked;
  return `<tspan class="${mark === '✔' ? 'done' : 'notice'}">${mark}</tspan>${escapeXml(rest)}`;
}

/** A transcript as an SVG picture; a line that begins with `$ ` was typed. */
function drawTerminal(transcript: string): string {
  const lines = transcript.trimEnd().split('\n');
  const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * CHARACTER_WIDTH) + 2 * MARGIN;
  const height = lines.length * LINE_HEIGHT + 2 * MARGIN;
  const drawn = lines.map((line, row) => {
    const typed = line.startsWith('$ ') ? ' class="typed"' : '';
    return `  <text xml:space="preserve" x="${MARGIN}" y="${MARGIN + (row + 0.75) * LINE_HEIGHT}"${typed}>${tokens(line)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="A terminal">`,
    `  <style>${STYLE}\n  </style>`,
    `  <rect class="page" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}

process.stdout.write(drawTerminal(await text(process.stdin)));
