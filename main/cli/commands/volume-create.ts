// `slipway volume create`: a volume, with labels if wished.

import type { CommandInput } from '../command.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const [volume = ''] = args;
  return withService(input, async ({ volumes }) => {
    await volumes.create({ machine, volume, labels: Object.fromEntries(input.values('label').map(labelOf)) });
    terminal.out(volume);
  });
}

/** A label without a value has an empty one, as with docker. */
function labelOf(text: string): [string, string] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
}
