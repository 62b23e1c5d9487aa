// `slipway container prune`: removes every container that does not run.

import type { CommandInput } from '../command.ts';
import { isAgreed } from '../consent.ts';
import { showPruned } from '../outcomes.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { machine } = input;
  if (!(await isAgreed(input, `Remove every container of machine ${machine} that does not run?`))) return 1;
  return withService(input, async ({ containers }) => showPruned(input, await containers.prune({ machine })));
}
