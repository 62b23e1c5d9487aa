// Runs a container as the run form, or a line that was pasted, asks for it.

import { readFile, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { RunSpec } from '../../../preload/contract/run-spec.ts';
import { startAttached } from '../../engine/containers/attached.ts';
import { makeContainer, runContainer } from '../../engine/containers/run.ts';
import type { Terminal } from '../../engine/containers/terminal.ts';
import type { Engine } from '../../engine/docker.ts';
import { parseEnvFile } from '../../engine/run-line/env-file.ts';
import { explainFileError } from '../../lib/files.ts';
import type { App } from '../app.ts';
import { requireHostPath } from '../host-paths.ts';

/** More variables than that no program starts with (execve(2), ARG_MAX). */
const MAX_ENV_FILE_BYTES = 2 * 1024 * 1024;

/**
 * Our own environment goes into no container: it is not that of the user's shell, and a window should not read it. So
 * a name without a value takes nothing along, and a warning says so.
 * @throws E_USAGE for an env file that cannot be understood, E_NOT_FOUND, E_NO_PERMISSION for one that cannot be read;
 *   and as `runContainer`
 */
export async function run(
  app: App,
  engine: Engine,
  spec: RunSpec,
): Promise<{ id: string; warnings: string[] }> {
  const { fileEnv, missing } = await readEnvFiles(app, spec);
  const { id, warnings } = await runContainer(engine, spec, fileEnv);
  return { id, warnings: [...warnings, ...missing] };
}

/** As `run`, joined to it from its first moment. @throws as `run` */
export async function runAttached(
  app: App,
  engine: Engine,
  spec: RunSpec,
  size: { columns: number; rows: number },
): Promise<{ id: string; warnings: string[]; terminal: Terminal }> {
  const { fileEnv, missing } = await readEnvFiles(app, spec);
  const { id, warnings } = await makeContainer(engine, spec, fileEnv);
  const terminal = await startAttached(engine, id, spec, size);
  return { id, warnings: [...warnings, ...missing], terminal };
}

/** @returns what the files say, and a warning for each name without a value, there or in the spec */
async function readEnvFiles(
  app: App,
  spec: RunSpec,
): Promise<{ fileEnv: RunSpec['env']; missing: string[] }> {
  const files = await Promise.all(spec.envFiles.map((path) => readEnvFile(app, path)));
  const fromFiles = files.flat();
  const names = [...fromFiles, ...spec.env].flatMap(({ name, value }) => (value === undefined ? [name] : []));
  return {
    fileEnv: fromFiles.filter(({ value }) => value !== undefined),
    missing: [...new Set(names.map(withoutValue))],
  };
}

async function readEnvFile(app: App, path: string): Promise<RunSpec['env']> {
  if (!isAbsolute(path))
    throw new SlipwayError('E_USAGE', `${path}: the env file’s path does not start at /`, {
      hint: 'Write the whole path of the file; it is one of this computer.',
    });
  const real = await requireHostPath(app, path, 'read');
  const found = await stat(real);
  if (!found.isFile() || found.size > MAX_ENV_FILE_BYTES)
    throw new SlipwayError('E_USAGE', `${path} is not a file of variables`, {
      hint: 'It holds one NAME=VALUE a line, and no more than 2 MB.',
    });
  const text = await readFile(real, 'utf8').catch((cause: unknown) => {
    throw explainFileError(path, cause, 'read');
  });
  return parseEnvFile(path, text);
}

function withoutValue(name: string): string {
  return `${name} has no value: one is taken from a shell’s environment only, and there is no shell here`;
}
