// All that a build is made of; and how its Dockerfile is found and read, with the ignore file beside it.

import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { FileTree } from '../../engine/builds/file-tree.ts';
import { explainFileError } from '../../lib/files.ts';
import type { App } from '../app.ts';
import { requireHostPath } from '../host-paths.ts';

/** Nobody writes a longer one; whatever is longer was meant to be another file. */
const MAX_DOCKERFILE_BYTES = 64 * 1024 * 1024;

export interface Dockerfile {
  /** Without folders. */
  name: string;
  bytes: Buffer;
  /** As a person would find it. */
  shown: string;
  /** NAME.dockerignore beside it, which then counts instead of the context's own. */
  ignore?: Buffer;
}

export interface Material {
  context: FileTree;
  dockerfile: Dockerfile;
  tags: string[];
  labels: { name: string; value: string }[];
  /** Under which builds are compared: the image's name without a tag, else the folder's. */
  name: string;
  /** Of the folder, for the engine to tell which files it has already. */
  sharedKey: string;
  /** Of a commit: its hash, with `-dirty` where the files are not quite its own. */
  revision?: string;
  /** What was left out or is not what it seems; more comes while files are sent. */
  warnings: string[];
  close(): void;
}

/** As the docker client has it: `dockerfile` where there is no `Dockerfile`. */
async function dockerfileIn(folder: string): Promise<string> {
  const usual = join(folder, 'Dockerfile');
  const other = join(folder, 'dockerfile');
  return (await isThere(usual)) || !(await isThere(other)) ? usual : other;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** @param wished its path; else the usual one in the folder. @throws E_NOT_FOUND, E_NO_PERMISSION, E_USAGE */
export async function readDockerfile(
  app: App,
  wished: string | undefined,
  folder: string,
): Promise<Dockerfile> {
  const path = wished ?? (await dockerfileIn(folder));
  const bytes = await readText(app, path, 'the Dockerfile');
  const ignoreFile = join(dirname(path), `${basename(path)}.dockerignore`);
  const ignore = (await isThere(ignoreFile)) ? await readText(app, ignoreFile, 'the ignore file') : undefined;
  return { name: basename(path), bytes, shown: path, ...(ignore === undefined ? {} : { ignore }) };
}

async function readText(app: App, path: string, what: string): Promise<Buffer> {
  const real = await requireHostPath(app, path, 'read').catch((cause: unknown) => {
    if (!(cause instanceof SlipwayError) || cause.code !== 'E_NOT_FOUND') throw cause;
    throw new SlipwayError('E_NOT_FOUND', `${what} ${path} is not there`, {
      hint: 'Another one can be named: -f FILE.',
      cause,
    });
  });
  const found = await stat(real);
  if (!found.isFile() || found.size > MAX_DOCKERFILE_BYTES) {
    throw new SlipwayError('E_USAGE', `${path} is not a Dockerfile`, {
      hint: 'It is a file of at most 64 MB.',
    });
  }
  return readFile(real).catch((cause: unknown) => {
    throw explainFileError(path, cause, 'read');
  });
}
