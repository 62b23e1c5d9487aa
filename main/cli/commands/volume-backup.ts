// `slipway volume backup`: all files of a volume to a tar file of this computer.

import type { CommandInput } from '../command.ts';
import { withService } from '../service.ts';
import { hostPath, showTransfer } from '../transfer.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const [volume = '', file = `${volume}.tar`] = args;
  return withService(input, async ({ volumes }, signal) => {
    await showTransfer(terminal, file, volumes.backUp({ machine, volume, to: hostPath(file) }, signal));
    terminal.out(file);
  });
}
