// What became of several things that were asked for at once, or of a prune.

import { EXIT } from '../../preload/contract/errors.ts';
import type { Outcome, Pruned } from '../../preload/contract/lists.ts';
import type { CommandInput } from './command.ts';
import { bytesText } from './figures.ts';
import { json, plain } from './output.ts';

/**
 * Names on stdout what was done, on stderr each failure.
 * @param linesOf what to print of one that went well; its name unless said otherwise
 * @returns the exit code: 1 if any failed
 */
export function showOutcomes<Done extends Outcome>(
  { terminal, json: asJson }: CommandInput,
  outcomes: readonly Done[],
  linesOf: (done: Done) => readonly string[] = ({ id }) => [id],
): number {
  if (asJson) terminal.out(json(outcomes));
  for (const outcome of outcomes) {
    const { id, error } = outcome;
    if (error !== undefined) {
      const mark = terminal.paint('red', 'slipway:');
      terminal.err(`${mark} ${plain(id)}: ${plain(error.message)} (${error.code})`);
    } else if (!asJson) for (const line of linesOf(outcome)) terminal.out(plain(line));
  }
  return outcomes.some(({ error }) => error !== undefined) ? EXIT.failed : EXIT.ok;
}

export function showPruned({ terminal, json: asJson }: CommandInput, pruned: Pruned): void {
  if (asJson) return terminal.out(json(pruned));
  for (const name of pruned.removed) terminal.out(plain(name));
  const freed = pruned.freedBytes > 0 ? `, ${bytesText(pruned.freedBytes)} freed` : '';
  terminal.err(`${pruned.removed.length} removed${freed}`);
}
