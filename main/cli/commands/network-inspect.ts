// `slipway network inspect`: the engine's own account of networks, as JSON.

import type { CommandInput } from '../command.ts';
import { json } from '../output.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  return withService(input, async ({ networks }) => {
    const accounts = await Promise.all(args.map((network) => networks.inspect({ machine, network })));
    terminal.out(json(accounts));
  });
}
