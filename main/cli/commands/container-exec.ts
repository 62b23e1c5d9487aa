// `slipway container exec`: a program in a container, with a terminal or with pipes.

import type { CommandInput } from '../command.ts';
import { joinProgram, jointOf } from '../container-terminal.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { machine, args, flag } = input;
  const [id = '', ...command] = args;
  const user = input.value('user');
  const joint = jointOf({ interactive: flag('interactive'), tty: flag('tty') });
  const wishes = { machine, id, command, ...joint, ...(user === undefined ? {} : { user }) };
  return withService(input, async ({ containers }, signal) => {
    const open = (size: { columns: number; rows: number }) =>
      containers.openTerminal({ ...wishes, ...size }, signal);
    const joined = await joinProgram(containers, joint, open);
    return joined.kind === 'ended' ? joined.exitCode : undefined;
  });
}
