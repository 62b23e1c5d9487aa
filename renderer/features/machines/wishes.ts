// A machine's settings as a form holds them, and what of them was changed. Pure.

import type { MachineSummary, SettingKey } from '../../../preload/contract/machines.ts';

export interface SettingValues {
  cpus: number | string;
  memory: string;
  disk: string;
  accelerator: string;
  port: number | string;
}

/** In the words that `slipway config set` takes. */
export function settingsOf(machine: MachineSummary): SettingValues {
  const { cpus = 1, memoryMiB = 512, diskGiB = 64, acceleratorAsked = 'auto', enginePort = 2376 } = machine;
  return {
    cpus,
    memory: memoryMiB % 1024 === 0 ? `${memoryMiB / 1024}GiB` : `${memoryMiB}MiB`,
    disk: `${diskGiB}GiB`,
    accelerator: acceleratorAsked,
    port: enginePort,
  };
}

/** Only what differs: a setting that was not touched is not asked for. */
export function changedWishes(
  before: SettingValues,
  after: SettingValues,
): Partial<Record<SettingKey, string>> {
  const keys = ['cpus', 'memory', 'disk', 'accelerator', 'port'] as const;
  return Object.fromEntries(
    keys.flatMap((key) =>
      String(before[key]) === String(after[key]).trim() ? [] : [[key, String(after[key]).trim()]],
    ),
  );
}
