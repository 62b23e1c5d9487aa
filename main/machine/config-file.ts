// Reads and writes config.json so that a crash, a full disk or a newer Slipway's file costs nobody a machine.

import { join } from 'node:path';
import type { z } from 'zod';
import { slipwayLine } from '../../preload/contract/command-line.ts';
import type { MachineName } from '../../preload/contract/ids.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { errnoOf, readTextIfPresent, writeFileAtomic } from '../lib/files.ts';
import { CONFIG_SCHEMA, MachineConfig } from './config.ts';
import type { MachinePaths } from './paths.ts';

/** Where a config is kept. */
export type ConfigFiles = Pick<MachinePaths, 'config' | 'configBackup'>;

/** The two files in a folder that is not yet, or no longer, a machine's. */
export function configFilesIn(folder: string): ConfigFiles {
  return { config: join(folder, 'config.json'), configBackup: join(folder, 'config.json.bak') };
}

export interface ReadConfig {
  config: MachineConfig;
  /** Set when config.json was unreadable and its backup took its place: one line to show the user. */
  restored?: string;
}

/**
 * The config of a machine. An empty, cut or binary config.json is replaced by its backup; one that is merely wrong
 * (somebody edited it) is left alone.
 * @throws E_NO_MACHINE, E_CONFIG_NEWER (the file is not touched), E_CONFIG_DAMAGED, E_NO_PERMISSION
 */
export async function readConfig(paths: ConfigFiles, name: MachineName): Promise<ReadConfig> {
  const text = await readTextIfPresent(paths.config);
  const backup = await readTextIfPresent(paths.configBackup);
  if (text === undefined && backup === undefined) throw noMachine(name);
  const json = parseJson(text);
  if (json !== undefined) return { config: checkConfig(json, paths.config, name) };
  const saved = parseJson(backup);
  if (backup === undefined || saved === undefined) throw damaged(paths, text);
  const config = checkConfig(saved, paths.configBackup, name);
  // Reading must work in a folder we cannot write, and on a full disk.
  await writeFileAtomic(paths.config, backup).catch(() => {});
  return { config, restored: `${paths.config} ${ailment(text)}; restored from config.json.bak` };
}

/**
 * Replaces config.json, then its backup.
 * @throws E_DISK_FULL, E_NO_PERMISSION; the old config.json is then unchanged
 */
export async function writeConfig(paths: ConfigFiles, config: MachineConfig): Promise<void> {
  const text = `${JSON.stringify(MachineConfig.parse(config), null, 2)}\n`;
  await writeFileAtomic(paths.config, text);
  // The config is safe by now; a backup one change older is still a good one.
  await writeFileAtomic(paths.configBackup, text).catch(() => {});
}

/** Reads, changes and writes a config in one go. @throws as readConfig and writeConfig do */
export async function updateConfig(
  paths: ConfigFiles,
  name: MachineName,
  change: (config: MachineConfig) => MachineConfig,
): Promise<MachineConfig> {
  const changed = change((await readConfig(paths, name)).config);
  await writeConfig(paths, changed).catch((cause: unknown) => {
    // Its folder was there when it was read: somebody removed the machine in between.
    throw errnoOf(cause) === 'ENOENT' ? noMachine(name) : cause;
  });
  return changed;
}

/** The error for a machine that does not exist. */
export function noMachine(name: MachineName): SlipwayError {
  return new SlipwayError('E_NO_MACHINE', `machine ${name} does not exist`, {
    hint: `${slipwayLine('up', name)} makes and starts it.`,
  });
}

/** An object read from JSON, or undefined for anything else: empty, cut short, binary, a bare word. */
function parseJson(text: string | undefined): object | undefined {
  try {
    const json: unknown = JSON.parse(text ?? '');
    return typeof json === 'object' && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}

function checkConfig(json: object, path: string, name: MachineName): MachineConfig {
  const schema: unknown = 'schema' in json ? json.schema : undefined;
  if (typeof schema === 'number' && schema > CONFIG_SCHEMA) {
    throw new SlipwayError('E_CONFIG_NEWER', `${path} was made by a newer Slipway (schema ${schema})`, {
      hint: `This Slipway reads schema ${CONFIG_SCHEMA}: upgrade it. The file was not changed.`,
    });
  }
  const parsed = MachineConfig.safeParse(json);
  if (!parsed.success) {
    throw new SlipwayError('E_CONFIG_DAMAGED', `${path} is not valid: ${explain(parsed.error)}`, {
      hint: 'Correct it, or copy config.json.bak over it.',
    });
  }
  if (parsed.data.name !== name) {
    throw new SlipwayError(
      'E_CONFIG_DAMAGED',
      `${path} belongs to machine ${parsed.data.name}, not ${name}`,
      {
        hint: 'Two machines cannot share a config; make the other with slipway init --machine NAME.',
      },
    );
  }
  return parsed.data;
}

function damaged(paths: ConfigFiles, text: string | undefined): SlipwayError {
  return new SlipwayError(
    'E_CONFIG_DAMAGED',
    `${paths.config} ${ailment(text)} and config.json.bak is no better`,
    {
      hint: 'slipway delete removes the machine and its disk; to keep the disk, copy data.qcow2 away first.',
    },
  );
}

function ailment(text: string | undefined): string {
  if (text === undefined) return 'is missing';
  return text.trim() === '' ? 'is empty' : 'is not JSON';
}

function explain(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`).join('; ');
}
