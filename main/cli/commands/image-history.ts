// `slipway image history`: the steps an image was made in, the newest first.

import type { CommandInput } from '../command.ts';
import { ageText, bytesText } from '../figures.ts';
import { json, table } from '../output.ts';
import { withService } from '../service.ts';

const HEADINGS = ['CREATED', 'SIZE', 'CREATED BY'] as const;

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const [image = ''] = args;
  return withService(input, async ({ images }) => {
    const steps = await images.history({ machine, image });
    if (input.json) return terminal.out(json(steps));
    const cells = steps.map(({ createdMs, sizeBytes, createdBy }) => [
      ageText(createdMs),
      bytesText(sizeBytes),
      createdBy,
    ]);
    terminal.out(table(HEADINGS, cells));
  });
}
