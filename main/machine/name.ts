// What a machine may be called: the name becomes a folder, a docker context and a shell word, so it stays plain.

import { MACHINE_NAME_RULE, MachineName } from '../../preload/contract/ids.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';

const RULE_IN_WORDS =
  '1 to 32 of a-z, 0-9 and -, beginning and ending with a letter or digit (rule: ' +
  MACHINE_NAME_RULE.source +
  ')';

/** @throws E_NAME_INVALID with the rule, for anything that is not a machine's name */
export function parseMachineName(text: string): MachineName {
  const parsed = MachineName.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new SlipwayError('E_NAME_INVALID', `${JSON.stringify(text.slice(0, 60))} cannot name a machine`, {
    hint: `A name is ${RULE_IN_WORDS}.`,
  });
}
