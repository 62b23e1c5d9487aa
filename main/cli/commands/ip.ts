// `slipway ip`: the address of published ports, which for a machine on the loopback is the host's own.

import { machineAddress } from '../../app/overview.ts';
import type { CommandInput } from '../command.ts';
import { json } from '../output.ts';

export async function run(input: CommandInput): Promise<void> {
  const { app, terminal, machine } = input;
  const ip = await machineAddress(app, machine);
  terminal.out(input.json ? json({ ip }) : ip);
}
