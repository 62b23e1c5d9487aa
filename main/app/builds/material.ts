// What a build is made of, found before anything is sent: the files, the Dockerfile, the names and labels of the image.

import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { BuildRequest } from '../../../preload/contract/builds.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { FileTree } from '../../engine/builds/file-tree.ts';
import { splitReference } from '../../engine/images/reference.ts';
import { explainFileError } from '../../lib/files.ts';
import type { App } from '../app.ts';
import { requireHostPath } from '../host-paths.ts';
import { folderTree } from './folder-tree.ts';

/** Nobody writes a longer one; whatever is longer was meant to be another file. */
const MAX_DOCKERFILE_BYTES = 64 * 1024 * 1024;

export interface Material {
  context: FileTree;
  dockerfile: {
    /** Without folders. */
    name: string;
    bytes: Buffer;
    /** As a person would find it. */
    shown: string;
    /** NAME.dockerignore beside it, which then counts instead of the context's own. */
    ignore?: Buffer;
  };
  tags: string[];
  labels: { name: string; value: string }[];
  /** Under which builds are compared: the image's name without a tag, else the folder's. */
  name: string;
  /** Of the folder, for the engine to tell which files it has already. */
  sharedKey: string;
  warnings: string[];
}

/** @throws E_NOT_FOUND, E_NO_PERMISSION, E_USAGE for what is no folder */
export async function findMaterial(app: App, request: BuildRequest): Promise<Material> {
  const warnings: string[] = [];
  const root = await requireFolder(app, request.source.path);
  const dockerfile = await readDockerfile(app, request.dockerfile ?? (await dockerfileIn(root)));
  return {
    context: folderTree(root, (text) => warnings.push(text)),
    dockerfile,
    tags: [...request.tags],
    labels: [...request.labels],
    name: nameOf(request, root),
    sharedKey: root,
    warnings,
  };
}

export function nameOf({ tags, target }: BuildRequest, folder: string): string {
  const [first] = tags;
  const name = first === undefined ? basename(folder) : splitReference(first).repository;
  return target === undefined ? name : `${name} (${target})`;
}

async function requireFolder(app: App, path: string): Promise<string> {
  const real = await requireHostPath(app, path, 'read');
  if (!(await stat(real)).isDirectory()) {
    throw new SlipwayError('E_USAGE', `${path} is not a folder`, {
      hint: 'A build takes the folder with the files; -f names the Dockerfile.',
    });
  }
  return real;
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

async function readDockerfile(app: App, path: string): Promise<Material['dockerfile']> {
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
