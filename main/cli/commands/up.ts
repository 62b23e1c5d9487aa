// `slipway up`: starts the machine, shows its stages, ends with the exports.

import type { CommandInput } from '../command.ts';
import { sizesOf } from '../sizes.ts';
import { start } from '../start.ts';

export async function run(input: CommandInput): Promise<void> {
  await start(input, sizesOf(input));
}
