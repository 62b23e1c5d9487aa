// `slipway config`: the settings, in the words that `slipway config set` takes.

import { readSettings } from '../../app/settings.ts';
import { describeSettings, SETTING_KEYS } from '../../machine/settings.ts';
import type { CommandInput } from '../command.ts';
import { json } from '../output.ts';
import { usageError } from '../usage.ts';

export async function run(input: CommandInput): Promise<void> {
  const { app, terminal, machine } = input;
  const [key] = input.args;
  const wanted = key === undefined ? SETTING_KEYS : SETTING_KEYS.filter((one) => one === key);
  if (wanted.length === 0) {
    throw usageError(
      `there is no setting ${JSON.stringify(key)}`,
      `Settings are ${SETTING_KEYS.join(', ')}.`,
    );
  }
  const settings = describeSettings(await readSettings(app, machine));
  const shown = wanted.map((one) => [one, settings[one]] as const);
  if (input.json) return terminal.out(json(Object.fromEntries(shown)));
  terminal.out(
    key === undefined ? shown.map(([name, value]) => `${name}=${value}`).join('\n') : (shown[0]?.[1] ?? ''),
  );
}
