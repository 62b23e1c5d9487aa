// `slipway image prune`: removes images without a name, or all that no container was made of.

import type { CommandInput } from '../command.ts';
import { isAgreed } from '../consent.ts';
import { showPruned } from '../outcomes.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { machine, flag } = input;
  const all = flag('all');
  const which = all ? 'every image that no container was made of' : 'every image without a name';
  if (!(await isAgreed(input, `Remove ${which} from machine ${machine}?`))) return 1;
  return withService(input, async ({ images }) => showPruned(input, await images.prune({ machine, all })));
}
