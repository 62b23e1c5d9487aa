// What a build is made of, found before anything is sent: the files, the Dockerfile, the names and labels of the image.

import { stat } from 'node:fs/promises';
import type { BuildRequest } from '../../../preload/contract/builds.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { App } from '../app.ts';
import { requireHostPath } from '../host-paths.ts';
import { findCommitMaterial } from './commit-material.ts';
import { folderTree } from './folder-tree.ts';
import { buildName } from './image-names.ts';
import { readDockerfile, type Material } from './material.ts';

/**
 * @throws E_NOT_FOUND, E_NO_PERMISSION, E_USAGE for what is no folder; of a commit also E_NO_REPOSITORY, E_NO_COMMIT,
 *   E_TREE_DIRTY
 */
export async function findMaterial(app: App, request: BuildRequest): Promise<Material> {
  const root = await requireFolder(app, request.source.path);
  const { source } = request;
  if (source.kind === 'commit') return findCommitMaterial(app, request, source, root);
  const warnings: string[] = [];
  return {
    context: folderTree(root, (text) => warnings.push(text)),
    dockerfile: await readDockerfile(app, request.dockerfile, root),
    tags: [...request.tags],
    labels: [...request.labels],
    name: buildName(request, root),
    sharedKey: root,
    warnings,
    close: () => {},
  };
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
