// `slipway container cp`: files out of a container, or into it.

import type { CommandInput } from '../command.ts';
import { parseCopy } from '../container-paths.ts';
import { withService } from '../service.ts';
import { showTransfer } from '../transfer.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const [from = '', to = ''] = args;
  const copy = await parseCopy(from, to);
  return withService(input, async ({ containers }, signal) => {
    if (copy.kind === 'download') {
      const { id, path } = copy;
      await showTransfer(terminal, from, containers.download({ machine, id, path, to: copy.to }, signal));
    } else {
      const { id, path } = copy;
      await showTransfer(terminal, from, containers.upload({ machine, id, path, from: copy.from }, signal));
    }
  });
}
