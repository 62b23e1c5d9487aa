// `slipway image inspect`: the engine's own account of images, as JSON.

import type { CommandInput } from '../command.ts';
import { json } from '../output.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  return withService(input, async ({ images }) => {
    const accounts = await Promise.all(args.map((image) => images.inspect({ machine, image })));
    terminal.out(json(accounts));
  });
}
