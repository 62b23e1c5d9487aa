// `slipway down`: asks the guest to shut down, and sees to it that it does.

import { stopMachine } from '../../app/lifecycle.ts';
import type { CommandInput } from '../command.ts';
import { stoppedLine } from '../stopped.ts';

export async function run({ app, terminal, machine }: CommandInput): Promise<void> {
  terminal.err(stoppedLine(machine, await stopMachine(app, machine, { force: false })));
}
