// `slipway container inspect`: the engine's own account of containers, as JSON.

import type { CommandInput } from '../command.ts';
import { json } from '../output.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  return withService(input, async ({ containers }) => {
    const accounts = await Promise.all(args.map((id) => containers.inspect({ machine, id })));
    terminal.out(json(accounts));
  });
}
