// `slipway init`: makes a machine without starting it.

import { initMachine } from '../../app/lifecycle.ts';
import type { CommandInput } from '../command.ts';
import { json } from '../output.ts';
import { sizesOf } from '../sizes.ts';
import { slipwayLine } from '../../../preload/contract/command-line.ts';

export async function run(input: CommandInput): Promise<void> {
  const { app, terminal, machine } = input;
  const config = await initMachine(app, machine, sizesOf(input));
  if (input.json) terminal.out(json(config));
  else terminal.err(`machine ${machine} is made; ${slipwayLine('up', machine)} starts it`);
}
