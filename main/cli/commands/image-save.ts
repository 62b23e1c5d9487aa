// `slipway image save`: images to a tar file of this computer.

import type { CommandInput } from '../command.ts';
import { withService } from '../service.ts';
import { hostPath, showTransfer } from '../transfer.ts';
import { usageError } from '../usage.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const file = input.value('output');
  if (file === undefined) throw usageError('save to which file?', 'For example: --output images.tar');
  return withService(input, async ({ images }, signal) => {
    const wished = { machine, images: [...args], to: hostPath(file) };
    await showTransfer(terminal, file, images.save(wished, signal));
  });
}
