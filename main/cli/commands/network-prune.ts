// `slipway network prune`: removes the networks that no container is on.

import type { CommandInput } from '../command.ts';
import { isAgreed } from '../consent.ts';
import { showPruned } from '../outcomes.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { machine } = input;
  if (!(await isAgreed(input, `Remove every network of machine ${machine} that no container is on?`)))
    return 1;
  return withService(input, async ({ networks }) => showPruned(input, await networks.prune({ machine })));
}
