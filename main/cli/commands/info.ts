// `slipway info`: everything known of a machine.

import { describeMachine } from '../../app/overview.ts';
import type { CommandInput } from '../command.ts';
import { json, pairs } from '../output.ts';

export async function run(input: CommandInput): Promise<void> {
  const { app, terminal, machine } = input;
  const info = await describeMachine(app, machine);
  if (input.json) return terminal.out(json(info));
  const rows = Object.entries(info).flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, typeof value === 'string' ? value : JSON.stringify(value)]],
  );
  terminal.out(pairs(rows));
}
