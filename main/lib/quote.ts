// Quotes one word for a POSIX shell, here or in the guest.

import { SlipwayError } from '../../preload/contract/errors.ts';

/**
 * The word in single quotes, so that `sh` (and bash, zsh, dash, busybox) reads it back byte for byte.
 * @throws E_USAGE for a NUL, which no argument can hold
 */
export function quoteForSh(word: string): string {
  if (word.includes('\0')) throw new SlipwayError('E_USAGE', 'an argument cannot hold a NUL character');
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
