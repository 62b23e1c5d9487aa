// What the guest's serial console and QEMU's own log tell of a failure.

import { readLastLines } from '../lib/json-lines.ts';

/** So many lines are shown with a failure. */
const SHOWN_LINES = 20;
/** A panic is followed by registers and a backtrace. */
const SEARCHED_LINES = 400;

/** The last lines of a console or log, without control characters; a word of its own where there are none. */
export async function lastWords(path: string): Promise<string> {
  const lines = (await readLastLines(path, SHOWN_LINES)).map(withoutControls);
  return lines.length === 0 ? '(nothing was written there)' : lines.join('\n');
}

/** What the guest's kernel said when it died, or undefined if it did not say it died. */
export async function readPanic(consoleLog: string): Promise<string | undefined> {
  return findPanic((await readLastLines(consoleLog, SEARCHED_LINES)).map(withoutControls));
}

/** The line of a panic; where the kernel died otherwise, that of the fault before. */
export function findPanic(lines: readonly string[]): string | undefined {
  const find = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line)?.[1] ?? []).at(-1);
  return find(/(Kernel panic - not syncing.*)/) ?? find(/\b((?:BUG|Oops|general protection fault).*)/);
}

const ESCAPE = String.fromCodePoint(0x1b);
const COLOURS = new RegExp(`${ESCAPE}\\[[0-9;?]*[A-Za-z]`, 'g');

/** The console is the guest's: escape sequences in it must not reach our user's terminal. */
function withoutControls(line: string): string {
  return line.replaceAll(COLOURS, '').replaceAll(/\p{Cc}/gu, '');
}
