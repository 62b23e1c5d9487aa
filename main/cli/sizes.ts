// The sizes of a machine as options of `init` and `up`, and a number of seconds as one of all that start it.

import type { MachineWishes } from '../machine/config.ts';
import { measureHost } from '../machine/defaults.ts';
import { parseSettings, SETTING_KEYS } from '../machine/settings.ts';
import { usageError } from './usage.ts';
import type { CommandInput } from './command.ts';

/** The settings given as --memory, --cpus, --disk and --accelerator. @throws E_CONFIG_INVALID */
export function sizesOf({ value }: CommandInput): MachineWishes {
  const given = SETTING_KEYS.flatMap((key) => {
    const text = value(key);
    return text === undefined ? [] : [`${key}=${text}`];
  });
  return parseSettings(given, measureHost());
}

/** --boot-timeout in milliseconds, if it was given. @throws E_USAGE */
export function bootTimeoutOf({ value }: CommandInput): { bootTimeoutMs?: number } {
  const text = value('bootTimeout');
  if (text === undefined) return {};
  const bootTimeoutMs = /^\d{1,5}(\.\d+)?$/.test(text) ? Math.round(Number(text) * 1000) : 0;
  if (bootTimeoutMs > 0) return { bootTimeoutMs };
  throw usageError(`--boot-timeout ${text}: not a number of seconds`, 'For example: --boot-timeout 120');
}
