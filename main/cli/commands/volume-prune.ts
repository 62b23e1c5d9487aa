// `slipway volume prune`: removes volumes that no container has; those with a name only when told so.

import type { CommandInput } from '../command.ts';
import { isAgreed } from '../consent.ts';
import { showPruned } from '../outcomes.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { machine, flag } = input;
  const all = flag('all');
  const which = all ? 'every volume' : 'every volume without a name of its own';
  if (!(await isAgreed(input, `Remove ${which} that no container of machine ${machine} has?`))) return 1;
  return withService(input, async ({ volumes }) => showPruned(input, await volumes.prune({ machine, all })));
}
