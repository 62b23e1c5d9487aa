// Asks before something is gone for good.

import type { CommandInput } from './command.ts';
import { usageError } from './usage.ts';

/**
 * Whether the person agrees; --yes is agreement.
 * @throws E_USAGE where nobody can be asked
 */
export async function isAgreed({ terminal, flag }: CommandInput, question: string): Promise<boolean> {
  if (flag('yes')) return true;
  const answer = await terminal.confirm(question);
  if (answer === undefined) {
    throw usageError(`not without a yes: ${question}`, 'Without a terminal to ask at, give --yes.');
  }
  if (!answer) terminal.err('nothing is removed');
  return answer;
}
