// `slipway image import`: a root file system in a tar file as an image of one layer.

import type { CommandInput } from '../command.ts';
import { withService } from '../service.ts';
import { hostPath, showTransfer } from '../transfer.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const [file = '', as = ''] = args;
  return withService(input, async ({ images }, signal) => {
    await showTransfer(terminal, file, images.import({ machine, from: hostPath(file), as }, signal));
    terminal.out(as);
  });
}
