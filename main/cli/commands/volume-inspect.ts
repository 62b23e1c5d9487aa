// `slipway volume inspect`: the engine's own account of volumes, as JSON.

import type { CommandInput } from '../command.ts';
import { json } from '../output.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  return withService(input, async ({ volumes }) => {
    const accounts = await Promise.all(args.map((volume) => volumes.inspect({ machine, volume })));
    terminal.out(json(accounts));
  });
}
