// `slipway status`: one word on stdout.

import { observeMachine } from '../../app/observe.ts';
import { statusWord } from '../../machine/state.ts';
import type { CommandInput } from '../command.ts';
import { json, plain } from '../output.ts';

export async function run(input: CommandInput): Promise<void> {
  const { app, terminal, machine } = input;
  const { state, restored } = await observeMachine(app, machine);
  const word = statusWord(state);
  if (input.json) terminal.out(json({ name: machine, status: word, state }));
  else terminal.out(word);
  if (restored !== undefined) terminal.err(plain(restored));
  if (state.kind === 'broken') for (const problem of state.problems) terminal.err(plain(problem));
  if (state.kind === 'aborted' || state.kind === 'paused') terminal.err(plain(state.cause));
}
