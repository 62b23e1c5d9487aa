// `slipway image tag`: one more name for an image.

import type { CommandInput } from '../command.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const [image = '', as = ''] = args;
  return withService(input, async ({ images }) => {
    await images.tag({ machine, image, as });
    terminal.err(`${image} is ${as} too`);
  });
}
