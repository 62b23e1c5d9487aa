// The command line's two ways out and one way in: data to stdout, talk to stderr, answers from a person.

import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** What commands see of the process's standard streams; tests give their own. */
export interface Terminal {
  /** Data, for eval and for pipes. */
  out(text: string): void;
  /** Talk, for people. */
  err(text: string): void;
  /** Talk without a line's end: a line that will be drawn over. */
  errRaw(text: string): void;
  /** Colours a piece of talk, where stderr shows colours. */
  paint(style: Style, text: string): string;
  /** Colours a piece of data, where stdout shows colours. */
  paintData(style: Style, text: string): string;
  /** Width of the terminal that stderr is, or undefined if it is a pipe or a file. */
  errColumns(): number | undefined;
  /** Asks yes or no; undefined where nobody can answer. */
  confirm(question: string): Promise<boolean | undefined>;
  /** Calls back when a person presses Ctrl-C, in place of ending at once. @returns what takes that back */
  onInterrupt(listener: () => void): () => void;
  /** Ends the program now. */
  exit(code: number): void;
  readonly env: Readonly<Record<string, string | undefined>>;
}

type Streams = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'env' | 'on' | 'off' | 'exit'>;

/** The terminal of a process. */
export function processTerminal(process: Streams): Terminal {
  const { stdin, stdout, stderr, env } = process;
  const painterFor = (stream: Pick<NodeJS.WriteStream, 'isTTY' | 'hasColors'>) => {
    const hasColours = stream.isTTY && stream.hasColors(16, env);
    return (style: Style, text: string) => (hasColours ? styleText(style, text) : text);
  };
  return {
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${text}\n`),
    errRaw: (text) => void stderr.write(text),
    paint: painterFor(stderr),
    paintData: painterFor(stdout),
    errColumns: () => (stderr.isTTY && env['TERM'] !== 'dumb' ? stderr.columns : undefined),
    confirm: async (question) => {
      if (!stdin.isTTY || !stderr.isTTY) return undefined;
      // Loaded for a question only: `status` has 150 ms in all.
      const { createInterface } = await import('node:readline/promises');
      const readline = createInterface({ input: stdin, output: stderr });
      try {
        return /^y(es)?$/i.test((await readline.question(`${question} (y/n) `)).trim());
      } finally {
        readline.close();
      }
    },
    onInterrupt: (listener) => {
      process.on('SIGINT', listener);
      return () => void process.off('SIGINT', listener);
    },
    exit: (code) => process.exit(code),
    env,
  };
}
