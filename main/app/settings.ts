// A machine's settings: read, and changed now or with the next start.

import type { MachineName } from '../../preload/contract/ids.ts';
import type { SettingKey } from '../../preload/contract/machines.ts';
import { updateConfig } from '../machine/config-file.ts';
import type { MachineConfig, MachineWishes } from '../machine/config.ts';
import { measureHost } from '../machine/defaults.ts';
import { applySettings, changedSettings, parseSettings } from '../machine/settings.ts';
import type { App } from './app.ts';
import { findMachine } from './find-machine.ts';
import { reachSupervisor } from './reach.ts';

export interface ChangedSettings {
  config: MachineConfig;
  changed: SettingKey[];
  /** Whether the machine runs, and with the old settings until it is restarted. */
  needsRestart: boolean;
}

/** The settings of a machine. @throws E_NO_MACHINE, E_CONFIG_DAMAGED, E_CONFIG_NEWER */
export async function readSettings(app: App, name: MachineName): Promise<MachineConfig> {
  return (await findMachine(app, name)).config;
}

/**
 * Changes settings: all that were asked for, or none.
 * @param assignments `memory=4GiB`, `cpus=2`, …
 * @throws E_CONFIG_INVALID, E_DISK_SHRINK, E_DISK_FULL, E_NO_MACHINE
 */
export async function changeSettings(
  app: App,
  name: MachineName,
  assignments: readonly string[],
): Promise<ChangedSettings> {
  const settings = parseSettings(assignments, measureHost());
  const { config: before, paths } = await findMachine(app, name);
  const config = await updateConfig(paths, name, (current) => applySettings(current, settings));
  const changed = changedSettings(before, config);
  return { config, changed, needsRestart: changed.length > 0 && (await isUp(app, name)) };
}

/** Settings as a form gives them: `{ memory: '4GiB' }`. @throws E_CONFIG_INVALID */
export function readWishes(wishes: Partial<Record<SettingKey, string>>): MachineWishes {
  return parseSettings(assignmentsOf(wishes), measureHost());
}

/** The same in the words of `slipway config set`. */
export function assignmentsOf(wishes: Partial<Record<SettingKey, string>>): string[] {
  return Object.entries(wishes).map(([key, value]) => `${key}=${value}`);
}

async function isUp(app: App, name: MachineName): Promise<boolean> {
  const { paths } = await findMachine(app, name);
  const link = await reachSupervisor(app, name, paths);
  if (link === undefined) return false;
  try {
    const { state } = await link.api.status();
    return state.kind !== 'stopped' && state.kind !== 'aborted';
  } finally {
    link.close();
  }
}
