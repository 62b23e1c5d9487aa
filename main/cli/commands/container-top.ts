// `slipway container top`: the processes in a container.

import type { CommandInput } from '../command.ts';
import { json, table } from '../output.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const [id = ''] = args;
  return withService(input, async ({ containers }) => {
    const { titles, rows } = await containers.processes({ machine, id });
    if (input.json)
      terminal.out(json(rows.map((row) => Object.fromEntries(titles.map((title, at) => [title, row[at]])))));
    else terminal.out(table(titles, rows));
  });
}
