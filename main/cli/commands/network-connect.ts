// `slipway network connect`: puts a container on a network.

import type { CommandInput } from '../command.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const [network = '', container = ''] = args;
  return withService(input, async ({ networks }) => {
    await networks.connect({ machine, network, container });
    terminal.err(`${container} is on ${network}`);
  });
}
