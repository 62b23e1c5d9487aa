// `slipway network disconnect`: takes a container off a network.

import type { CommandInput } from '../command.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args, flag } = input;
  const [network = '', container = ''] = args;
  return withService(input, async ({ networks }) => {
    await networks.disconnect({ machine, network, container, force: flag('force') });
    terminal.err(`${container} is not on ${network} any more`);
  });
}
