// `slipway volume restore`: the files of a tar into a volume, which is made if there is none.

import type { CommandInput } from '../command.ts';
import { withService } from '../service.ts';
import { hostPath, showTransfer } from '../transfer.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const [volume = '', file = ''] = args;
  return withService(input, async ({ volumes }, signal) => {
    await showTransfer(terminal, file, volumes.restore({ machine, volume, from: hostPath(file) }, signal));
    terminal.out(volume);
  });
}
