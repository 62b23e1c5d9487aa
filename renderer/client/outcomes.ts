// What became of many things that were acted on at once, told as one: how many went well, and why the others did not.

import { ERROR_EXIT, SlipwayError, type ErrorCode } from '../../preload/contract/errors.ts';
import { shortenIds } from '../ui/format.ts';
import type { Outcome } from '../../preload/contract/lists.ts';

const MOST_TOLD = 5;

/** @returns how many went well. @throws naming those that did not, with the code of the first */
export function requireAll(outcomes: readonly Outcome[]): number {
  const failed = outcomes.flatMap(({ id, error }) => (error === undefined ? [] : [{ id, error }]));
  const [first] = failed;
  if (first === undefined) return outcomes.length;
  const told = failed.slice(0, MOST_TOLD).map(({ id, error }) => shortenIds(`${id}: ${error.message}`));
  if (failed.length > MOST_TOLD) told.push(`and ${failed.length - MOST_TOLD} more`);
  const head = outcomes.length === 1 ? [] : [`${failed.length} of ${outcomes.length} failed`];
  throw new SlipwayError(codeOf(first.error.code), [...head, ...told].join('\n'));
}

function codeOf(code: string): ErrorCode {
  return isCode(code) ? code : 'E_INTERNAL';
}

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_EXIT, code);
}
