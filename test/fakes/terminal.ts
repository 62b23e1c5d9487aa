// A terminal that remembers what was said, for tests of the command line.

import type { Terminal } from '../../main/cli/terminal.ts';

export interface FakeTerminal extends Terminal {
  /** All that went to stdout and to stderr. */
  readonly said: { out: string; err: string };
  /** The exit codes that were asked for at once. */
  readonly exits: number[];
  /** Presses Ctrl-C. */
  interrupt(): void;
}

/** @param columns width of the terminal stderr is; undefined for a pipe */
export function fakeTerminal(
  options: { columns?: number; answer?: boolean; env?: Terminal['env'] } = {},
): FakeTerminal {
  const said = { out: '', err: '' };
  const exits: number[] = [];
  const listeners = new Set<() => void>();
  return {
    said,
    exits,
    interrupt: () => {
      for (const listener of listeners) listener();
    },
    out: (text) => void (said.out += `${text}\n`),
    err: (text) => void (said.err += `${text}\n`),
    errRaw: (text) => void (said.err += text),
    paint: (_, text) => text,
    paintData: (_, text) => text,
    errColumns: () => options.columns,
    confirm: async () => options.answer,
    onInterrupt: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    exit: (code) => void exits.push(code),
    env: options.env ?? {},
  };
}
