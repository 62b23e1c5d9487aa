// A few lines at the end of stderr that are drawn over and over, below lines that stay.

import type { Terminal } from './terminal.ts';

const EVERY_MS = 100;

export interface MovingLines {
  /** A line that stays. In a pipe only these are written. */
  above(line: string): void;
  stop(): void;
}

/** @param draw the lines as they are now; cut to the terminal's width here */
export function createMovingLines(terminal: Terminal, draw: () => readonly string[]): MovingLines {
  const columns = terminal.errColumns();
  if (columns === undefined) return { above: (line) => terminal.err(line), stop: () => {} };
  let drawn = 0;
  const erase = () => `${drawn > 0 ? `\u001b[${drawn}A` : ''}\r\u001b[J`;
  const redraw = (staying = '') => {
    const lines = draw().map(
      (line) =>
        `${Array.from(line)
          .slice(0, columns - 1)
          .join('')}\n`,
    );
    terminal.errRaw(`${erase()}${staying}${lines.join('')}`);
    drawn = lines.length;
  };
  const timer = setInterval(redraw, EVERY_MS);
  return {
    above: (line) => redraw(`${line}\n`),
    stop: () => {
      clearInterval(timer);
      terminal.errRaw(erase());
    },
  };
}
