// Shows how a transfer goes: a moving line on a terminal, one line at the end.

import { resolve } from 'node:path';
import type { Transfer } from '../../preload/contract/lists.ts';
import { bytesText } from './figures.ts';
import { createMovingLines } from './moving-lines.ts';
import { plain } from './output.ts';
import type { Terminal } from './terminal.ts';

/**
 * Follows a transfer to its end.
 * @param label what moves where: `app.tar`
 * @returns the last of what was told
 */
export async function showTransfer<Told extends Transfer>(
  terminal: Terminal,
  label: string,
  transfer: AsyncIterable<Told>,
): Promise<Told | undefined> {
  let last: Told | undefined;
  const moving = createMovingLines(terminal, () => (last === undefined ? [] : [transferLine(label, last)]));
  try {
    for await (const told of transfer) last = told;
  } finally {
    moving.stop();
  }
  if (last !== undefined) terminal.err(`${plain(label)}: ${bytesText(last.doneBytes)}`);
  return last;
}

/** `app.tar: 12.3 MB of 40.0 MB` */
export function transferLine(label: string, { doneBytes, totalBytes }: Transfer): string {
  const whole = totalBytes === undefined ? '' : ` of ${bytesText(totalBytes)}`;
  return `${plain(label)}: ${bytesText(doneBytes)}${whole}`;
}

/** The path a person means: relative to where they are. */
export function hostPath(word: string): string {
  return resolve(word);
}
