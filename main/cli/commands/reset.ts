// `slipway reset`: ends the machine at once and starts it again.

import type { CommandInput } from '../command.ts';
import { stopAndStart } from '../start.ts';

export async function run(input: CommandInput): Promise<void> {
  await stopAndStart(input, { force: true });
}
