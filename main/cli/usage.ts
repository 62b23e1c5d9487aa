// Usage errors that commander cannot see.

import { SlipwayError } from '../../preload/contract/errors.ts';

/** The error for a command line that commander accepts and we do not. */
export function usageError(message: string, hint: string): SlipwayError {
  return new SlipwayError('E_USAGE', message, { hint });
}
