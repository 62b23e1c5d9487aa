// The machines on disk: the folder is the list, and a machine is there whole or not at all.

import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MachineName } from '../../preload/contract/ids.ts';
import { SlipwayError, toWireError, type WireError } from '../../preload/contract/errors.ts';
import { errnoOf, explainFileError, makePrivateFolder } from '../lib/files.ts';
import { configFilesIn, noMachine, readConfig, writeConfig, type ReadConfig } from './config-file.ts';
import { CONFIG_SCHEMA, type MachineConfig, type MachineWishes } from './config.ts';
import { choosePorts, defaultSettings, measureHost } from './defaults.ts';
import { machinePaths, machinesFolder, type MachinePaths } from './paths.ts';
import { applySettings } from './settings.ts';

/** What a look at a machine's folder finds. */
export type Inspection =
  | { kind: 'absent'; name: MachineName }
  | ({ kind: 'whole'; name: MachineName; paths: MachinePaths } & ReadConfig)
  | { kind: 'broken'; name: MachineName; error: WireError };

/**
 * Makes a machine's folder with its config, complete in one rename: of two who create at once, one is told it exists.
 * @throws E_MACHINE_EXISTS, E_DISK_FULL, E_NO_PERMISSION, E_PATH_TOO_LONG; then nothing is left behind
 */
export async function createMachine(
  home: string,
  name: MachineName,
  wishes: MachineWishes = {},
): Promise<MachineConfig> {
  const { folder } = machinePaths(home, name);
  const plain: MachineConfig = {
    schema: CONFIG_SCHEMA,
    name,
    uuid: randomUUID(),
    createdAt: new Date().toISOString(),
    ...defaultSettings(measureHost()),
    dataDisk: 'to-make',
    ports: choosePorts(await rememberedPorts(home)),
  };
  const config = applySettings(plain, wishes);
  const aside = asideOf(home, name);
  await makePrivateFolder(aside);
  try {
    await writeConfig(configFilesIn(aside), config);
    await rename(aside, folder);
  } catch (cause) {
    await rm(aside, { recursive: true, force: true });
    throw isTaken(cause) ? alreadyExists(name) : explainFileError(folder, cause);
  }
  return config;
}

/** What a machine is, however ill: never throws. */
export async function inspectMachine(home: string, name: MachineName): Promise<Inspection> {
  const found = await readMachine(home, name);
  if (found.kind !== 'absent' || (await isEmpty(join(machinesFolder(home), name)))) return found;
  // A folder without a config lost it, unless somebody made the machine between the two looks.
  const again = await readMachine(home, name);
  return again.kind === 'absent' ? hollow(home, name) : again;
}

/** Every machine, by name; a broken one is listed as broken. @throws E_NO_PERMISSION if the folder cannot be read */
export async function listMachines(home: string): Promise<Inspection[]> {
  const folder = machinesFolder(home);
  const entries = await readdir(folder).catch((cause: unknown) => {
    if (errnoOf(cause) === 'ENOENT') return [];
    throw explainFileError(folder, cause, 'read');
  });
  // Other files in there, and folders half made or half deleted (.NAME-…), are no machines.
  const names = entries.map((entry) => MachineName.safeParse(entry)).filter((parsed) => parsed.success);
  const machines = await Promise.all(names.map((parsed) => inspectMachine(home, parsed.data)));
  return machines.filter((machine) => machine.kind !== 'absent').sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Removes a machine's folder and its runtime folder; the caller has stopped the VM.
 * @throws E_NO_MACHINE, E_NO_PERMISSION
 */
export async function removeMachine(home: string, name: MachineName): Promise<void> {
  const { folder, runtime } = machinePaths(home, name);
  // Renamed first: it is gone from the list at once, even if removing gigabytes is cut short.
  const aside = asideOf(home, name);
  await rename(folder, aside).catch((cause: unknown) => {
    throw errnoOf(cause) === 'ENOENT' ? noMachine(name) : explainFileError(folder, cause);
  });
  await rm(runtime.folder, { recursive: true, force: true });
  await rm(aside, { recursive: true, force: true });
}

async function readMachine(home: string, name: MachineName): Promise<Inspection> {
  try {
    const paths = machinePaths(home, name);
    return { kind: 'whole', name, paths, ...(await readConfig(paths, name)) };
  } catch (thrown) {
    if (thrown instanceof SlipwayError && thrown.code === 'E_NO_MACHINE') return { kind: 'absent', name };
    return { kind: 'broken', name, error: toWireError(thrown) };
  }
}

/** Also of what is no folder, or is not there. */
async function isEmpty(folder: string): Promise<boolean> {
  const files = await readdir(folder).catch(() => []);
  return files.length === 0;
}

function hollow(home: string, name: MachineName): Inspection {
  const folder = join(machinesFolder(home), name);
  const error = new SlipwayError('E_CONFIG_DAMAGED', `${folder} has no config.json`);
  return { kind: 'broken', name, error: toWireError(error) };
}

async function rememberedPorts(home: string): Promise<number[]> {
  const machines = await listMachines(home);
  return machines.flatMap((machine) =>
    machine.kind === 'whole' ? [machine.config.ports.engine, machine.config.ports.ssh] : [],
  );
}

/** A name beside the machine's own that no machine can have. */
function asideOf(home: string, name: MachineName): string {
  return join(machinesFolder(home), `.${name}-${randomBytes(4).toString('hex')}`);
}

function isTaken(cause: unknown): boolean {
  return ['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(errnoOf(cause) ?? '');
}

function alreadyExists(name: MachineName): SlipwayError {
  return new SlipwayError('E_MACHINE_EXISTS', `machine ${name} already exists`, {
    hint: 'slipway ls shows every machine; choose another name, or delete this one first.',
  });
}
