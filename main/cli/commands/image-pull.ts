// `slipway image pull`: an image from its registry, its layers before one's eyes.

import type { CommandInput } from '../command.ts';
import { showLayers } from '../layers.ts';
import { json } from '../output.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const platform = input.value('platform');
  return withService(input, async ({ images }, signal) => {
    for (const image of args) {
      const wished = { machine, image, ...(platform === undefined ? {} : { platform }) };
      await showLayers(terminal, images.pull(wished, signal));
    }
    if (input.json) terminal.out(json(args));
    else for (const image of args) terminal.out(image);
  });
}
