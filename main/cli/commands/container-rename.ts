// `slipway container rename`: gives a container another name.

import type { CommandInput } from '../command.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const [id = '', name = ''] = args;
  return withService(input, async ({ containers }) => {
    await containers.rename({ machine, id, name });
    terminal.err(`${id} is called ${name} now`);
  });
}
