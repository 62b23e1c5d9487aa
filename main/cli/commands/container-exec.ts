// `slipway container exec`: a program in a container, with a terminal.

import type { CommandInput } from '../command.ts';
import { runInContainer } from '../container-terminal.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { machine, args, flag } = input;
  const [id = '', ...command] = args;
  const user = input.value('user');
  const wishes = { machine, id, command, ...(user === undefined ? {} : { user }) };
  return withService(input, ({ containers }, signal) =>
    runInContainer(containers, wishes, flag('interactive'), signal),
  );
}
