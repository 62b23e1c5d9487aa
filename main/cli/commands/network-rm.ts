// `slipway network rm`: takes networks away that no container has.

import type { CommandInput } from '../command.ts';
import { showOutcomes } from '../outcomes.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { machine, args } = input;
  return withService(input, async ({ networks }) =>
    showOutcomes(input, await networks.remove({ machine, networks: [...args] })),
  );
}
