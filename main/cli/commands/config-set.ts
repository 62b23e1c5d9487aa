// `slipway config set key=value…`: changes settings and says when they count.

import { changeSettings } from '../../app/settings.ts';
import { describeSettings } from '../../machine/settings.ts';
import type { CommandInput } from '../command.ts';
import { json } from '../output.ts';
import { slipwayLine } from '../../../preload/contract/command-line.ts';

export async function run(input: CommandInput): Promise<void> {
  const { app, terminal, machine } = input;
  const { config, changed, needsRestart } = await changeSettings(app, machine, input.args);
  const settings = describeSettings(config);
  if (input.json) return terminal.out(json({ settings, changed, needsRestart }));
  if (changed.length === 0) return terminal.err('nothing to change: the settings are so already');
  for (const key of changed) terminal.err(`${key} is ${settings[key]} now`);
  terminal.err(
    needsRestart
      ? `machine ${machine} needs restart to use it: ${slipwayLine('restart', machine)}`
      : `machine ${machine} starts with it`,
  );
}
