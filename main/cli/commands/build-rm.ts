// `slipway build rm`: takes builds out of the history.

import type { CommandInput } from '../command.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { machine, args } = input;
  return withService(input, async ({ builds }) => builds.forget({ machine, builds: [...args] }));
}
