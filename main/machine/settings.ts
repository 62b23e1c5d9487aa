// Reads `memory=4GiB cpus=2 disk=100GiB accelerator=tcg` and says what a change of them means.

import { SlipwayError } from '../../preload/contract/errors.ts';
import { Accelerator, SettingKey } from '../../preload/contract/machines.ts';
import type { MachineConfig, MachineWishes } from './config.ts';
import type { HostSize } from './defaults.ts';

const MIB_PER: Readonly<Record<string, number>> = { M: 1, G: 1024, T: 1024 * 1024 };
/** The limits of config.ts, in the words of the command line. */
const SMALLEST_MEMORY_MIB = 512;
/** The VM image's empty disk has 64 GiB, and disks only grow; the file takes what is used of it. */
const DISK_GIB = { least: 64, most: 16_384 } as const;

/** The keys of `slipway config set`, each with the setting it changes. */
const SETTINGS = {
  cpus: (value: string, host: HostSize) => ({ cpus: parseCpus(value, host) }),
  memory: (value: string, host: HostSize) => ({ memoryMiB: parseMemory(value, host) }),
  disk: (value: string) => ({ diskGiB: parseDisk(value) }),
  accelerator: (value: string) => ({ accelerator: parseAccelerator(value) }),
  port: (value: string) => ({ enginePort: parsePort(value) }),
} as const satisfies Readonly<Record<SettingKey, unknown>>;

export const SETTING_KEYS = SettingKey.options;

/**
 * Settings from `key=value` words; of a key given twice the last counts.
 * @throws E_CONFIG_INVALID naming the key, what was given and what is allowed
 */
export function parseSettings(assignments: readonly string[], host: HostSize): MachineWishes {
  const settings: MachineWishes = {};
  for (const assignment of assignments) {
    const [, key, value] = /^([^=]*)=(.*)$/s.exec(assignment) ?? [];
    if (key === undefined || value === undefined) {
      throw invalid(`${quote(assignment)} is not key=value`, 'For example: slipway config set memory=4GiB');
    }
    if (!isSettingKey(key)) {
      throw invalid(`there is no setting ${quote(key)}`, `Settings are ${SETTING_KEYS.join(', ')}.`);
    }
    Object.assign(settings, SETTINGS[key](value.trim(), host));
  }
  return settings;
}

/** A config with settings changed. @throws E_DISK_SHRINK: a disk only grows */
export function applySettings(config: MachineConfig, settings: MachineWishes): MachineConfig {
  if (settings.diskGiB !== undefined && settings.diskGiB < config.diskGiB) {
    throw new SlipwayError(
      'E_DISK_SHRINK',
      `the disk of ${config.name} has ${config.diskGiB} GiB and cannot shrink to ${settings.diskGiB} GiB`,
      { hint: 'A disk only grows. It takes no more of the host than is written to it.' },
    );
  }
  const { enginePort = config.ports.engine, ...sizes } = settings;
  return { ...config, ...sizes, ports: { ...config.ports, engine: enginePort } };
}

/** The settings in which two configs differ, by the command line's keys. */
export function changedSettings(before: MachineConfig, after: MachineConfig): SettingKey[] {
  const [old, now] = [describeSettings(before), describeSettings(after)];
  return SETTING_KEYS.filter((key) => old[key] !== now[key]);
}

/** Settings as a person writes them, fit for `slipway config set`. */
export function describeSettings(settings: Omit<MachineConfig, 'schema'>): Record<SettingKey, string> {
  return {
    cpus: String(settings.cpus),
    memory: formatMiB(settings.memoryMiB),
    disk: `${settings.diskGiB}GiB`,
    accelerator: settings.accelerator,
    port: String(settings.ports.engine),
  };
}

/** `2GiB`, `1536MiB`. */
export function formatMiB(memoryMiB: number): string {
  return memoryMiB % 1024 === 0 ? `${memoryMiB / 1024}GiB` : `${memoryMiB}MiB`;
}

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

function parseCpus(value: string, host: HostSize): number {
  const cpus = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  const most = Math.min(host.cpus, 64);
  if (cpus >= 1 && cpus <= most) return cpus;
  throw invalid(`cpus=${value}: ${quote(value)} is not a number from 1 to ${most}`, hostHas(host));
}

function parseMemory(value: string, host: HostSize): number {
  const memoryMiB = parseMiB('memory', value);
  if (memoryMiB < SMALLEST_MEMORY_MIB) {
    throw invalid(`memory=${value} is less than ${SMALLEST_MEMORY_MIB}MiB`, 'The engine needs that much.');
  }
  if (memoryMiB > host.memoryMiB) throw invalid(`memory=${value} is more than the host has`, hostHas(host));
  return memoryMiB;
}

function parseDisk(value: string): number {
  const diskGiB = parseMiB('disk', value) / 1024;
  if (Number.isInteger(diskGiB) && diskGiB >= DISK_GIB.least && diskGiB <= DISK_GIB.most) return diskGiB;
  throw invalid(
    `disk=${value} is not a whole number of GiB from ${DISK_GIB.least} to ${DISK_GIB.most}`,
    'For example: disk=100GiB',
  );
}

/** Units are binary whether the i is written or not, as docker reads them. */
function parseMiB(key: 'memory' | 'disk', value: string): number {
  const [, digits, unit] = /^(\d{1,9}(?:\.\d{1,3})?)\s*([MGT])(?:i?B)?$/i.exec(value) ?? [];
  const mib = Number(digits) * (MIB_PER[unit?.toUpperCase() ?? ''] ?? Number.NaN);
  if (Number.isSafeInteger(mib)) return mib;
  const example = key === 'memory' ? 'memory=4GiB or memory=1536MiB' : 'disk=100GiB';
  throw invalid(`${key}=${value} is not a size with its unit`, `For example: ${example}`);
}

function parseAccelerator(value: string): MachineConfig['accelerator'] {
  const parsed = value === 'auto' ? 'auto' : Accelerator.safeParse(value).data;
  if (parsed !== undefined) return parsed;
  throw invalid(
    `accelerator=${value}: ${quote(value)} is none of auto, ${Accelerator.options.join(', ')}`,
    'auto takes the host’s hypervisor where it works, else tcg.',
  );
}

/** Below 1024 the host wants more rights of us than we have. */
function parsePort(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (port >= 1024 && port <= 65_535) return port;
  throw invalid(`port=${value}: ${quote(value)} is not a port from 1024 to 65535`, 'For example: port=2376');
}

function hostHas(host: HostSize): string {
  return `The host has ${host.cpus} processors and ${host.memoryMiB} MiB of memory.`;
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}

function invalid(message: string, hint: string): SlipwayError {
  return new SlipwayError('E_CONFIG_INVALID', message, { hint });
}
