// `slipway delete`: removes a machine with all its images, containers and volumes; asks first.

import { machineFolder } from '../../app/find-machine.ts';
import { deleteMachine } from '../../app/lifecycle.ts';
import type { CommandInput } from '../command.ts';
import { plain } from '../output.ts';
import { usageError } from '../usage.ts';

export async function run({ app, terminal, machine, flag }: CommandInput): Promise<number | void> {
  const folder = await machineFolder(app, machine);
  if (!flag('yes')) {
    const answer = await terminal.confirm(
      `Remove machine ${machine} with its images, containers and volumes (${folder})?`,
    );
    if (answer === undefined) {
      throw usageError(
        `removing machine ${machine} needs a yes`,
        'Without a terminal to ask at, give --yes.',
      );
    }
    if (!answer) {
      terminal.err(`machine ${machine} stays`);
      return 1;
    }
  }
  const leftBehind = await deleteMachine(app, machine);
  terminal.err(`machine ${machine} is removed`);
  if (leftBehind !== undefined) terminal.err(plain(leftBehind));
}
