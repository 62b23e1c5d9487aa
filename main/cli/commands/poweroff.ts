// `slipway poweroff`: ends the machine at once, as pulling the plug does.

import { stopMachine } from '../../app/lifecycle.ts';
import type { CommandInput } from '../command.ts';
import { stoppedLine } from '../stopped.ts';

export async function run({ app, terminal, machine }: CommandInput): Promise<void> {
  terminal.err(stoppedLine(machine, await stopMachine(app, machine, { force: true })));
}
