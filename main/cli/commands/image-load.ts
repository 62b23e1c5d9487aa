// `slipway image load`: every image of a tar file that `image save` or `docker save` wrote.

import type { CommandInput } from '../command.ts';
import { json, plain } from '../output.ts';
import { withService } from '../service.ts';
import { hostPath, showTransfer } from '../transfer.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const [file = ''] = args;
  return withService(input, async ({ images }, signal) => {
    const told = await showTransfer(terminal, file, images.load({ machine, from: hostPath(file) }, signal));
    const loaded = told?.loaded ?? [];
    if (input.json) terminal.out(json(loaded));
    else for (const name of loaded) terminal.out(plain(name));
  });
}
