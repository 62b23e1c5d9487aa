// `slipway image push`: an image to the registry its name says.

import type { CommandInput } from '../command.ts';
import { showLayers } from '../layers.ts';
import { json } from '../output.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  return withService(input, async ({ images }, signal) => {
    for (const image of args) await showLayers(terminal, images.push({ machine, image }, signal));
    if (input.json) terminal.out(json(args));
    else for (const image of args) terminal.out(image);
  });
}
