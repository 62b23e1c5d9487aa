// What a build of a commit is made of: the commit's files, its Dockerfile, and names and labels that say which one it is.

import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import type { BuildRequest } from '../../../preload/contract/builds.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { FileTree } from '../../engine/builds/file-tree.ts';
import { changedFiles, findCommit, findRepository, type Commit, type Repository } from '../../git/commit.ts';
import { listCommit, openObjects, type CommitEntry, type Objects } from '../../git/tree.ts';
import type { App } from '../app.ts';
import { requireHostPath } from '../host-paths.ts';
import { commitTree } from './commit-tree.ts';
import { folderTree } from './folder-tree.ts';
import { buildName, commitLabels, commitTags, imageNameOf } from './image-names.ts';
import { readDockerfile, type Dockerfile, type Material } from './material.ts';

type CommitSource = Extract<BuildRequest['source'], { kind: 'commit' }>;

/** @throws E_NO_REPOSITORY, E_NO_COMMIT, E_TREE_DIRTY, E_NOT_FOUND, E_NO_PERMISSION */
export async function findCommitMaterial(
  app: App,
  request: BuildRequest,
  source: CommitSource,
  root: string,
): Promise<Material> {
  const repository = await findRepository(root);
  await requireHostPath(app, repository.top, 'read');
  const commit = await findCommit(repository, source.revision);
  const changed = await changedFiles(repository, commit);
  const isDirty = changed.length > 0;
  if (isDirty && !source.allowDirty) throw dirty(changed);
  const names = request.tags.length === 0 ? [imageNameOf(basename(repository.top))] : request.tags;
  const tags = commitTags(names, commit, isDirty);
  const common = {
    tags,
    labels: commitLabels(request.labels, commit, isDirty),
    name: buildName({ ...request, tags: names }, root),
    revision: isDirty ? `${commit.hash}-dirty` : commit.hash,
  };
  const warnings: string[] = [];
  const warn = (text: string) => warnings.push(text);
  if (isDirty) {
    const context = withoutGit(folderTree(root, warn));
    const dockerfile = await readDockerfile(app, request.dockerfile, root);
    return { ...common, context, dockerfile, sharedKey: root, warnings, close: () => {} };
  }
  const entries = await listCommit(repository.top, commit.hash, repository.prefix);
  const objects = openObjects(repository.top);
  return {
    ...common,
    context: commitTree(entries, objects, commit.atMs, warn),
    dockerfile: await dockerfileOf(app, request, { repository, commit, entries, objects, root }),
    // Files of a commit all have its time: of two commits of one second the engine would not see what differs.
    sharedKey: `${root}@${commit.hash}`,
    warnings,
    close: () => objects.close(),
  };
}

function dirty(changed: readonly string[]): SlipwayError {
  const some = changed.slice(0, 3).join(', ');
  const more = changed.length > 3 ? ` and ${changed.length - 3} more` : '';
  return new SlipwayError(
    'E_TREE_DIRTY',
    `${some}${more} ${changed.length === 1 ? 'differs' : 'differ'} from the commit`,
    {
      hint: 'Commit or stash them; or build them as they are, with --dirty, which the tag then says.',
    },
  );
}

function isGit(path: string): boolean {
  return path === '.git' || path.startsWith('.git/');
}

/** git's own folder belongs to no image. */
function withoutGit(tree: FileTree): FileTree {
  return {
    ...tree,
    async *walk(descend, signal) {
      for await (const entry of tree.walk((folder) => !isGit(folder) && descend(folder), signal)) {
        if (!isGit(entry.path)) yield entry;
      }
    },
  };
}

interface Place {
  repository: Repository;
  commit: Commit;
  entries: readonly CommitEntry[];
  objects: Objects;
  root: string;
}

/** The Dockerfile as the commit has it, wherever in the repository it lies; one from elsewhere as it is now. */
async function dockerfileOf(app: App, request: BuildRequest, place: Place): Promise<Dockerfile> {
  const { repository, commit, entries, root } = place;
  const wished = request.dockerfile;
  const usual = join(root, entries.some(({ path }) => path === 'Dockerfile') ? 'Dockerfile' : 'dockerfile');
  const path = await realFolder(wished ?? usual);
  const inside = relative(repository.top, path);
  if (inside.startsWith('..')) return readDockerfile(app, wished, root);
  const bytes = await blobOf(place, inside);
  if (bytes === undefined) {
    throw new SlipwayError(
      'E_NOT_FOUND',
      `the commit ${commit.short} has no ${wished === undefined ? 'Dockerfile' : inside}`,
      {
        hint: 'Another one can be named: -f FILE. It is looked for in the commit, not among the files there are now.',
      },
    );
  }
  const ignore = await blobOf(place, `${inside}.dockerignore`);
  return {
    name: basename(inside),
    bytes,
    shown: `${commit.short}:${inside}`,
    ...(ignore === undefined ? {} : { ignore }),
  };
}

/** Links on the way resolved as far as there is a way now: the file may be there in the commit only. */
async function realFolder(path: string): Promise<string> {
  const folder = await realpath(dirname(path)).catch(() => dirname(path));
  return join(folder, basename(path));
}

async function blobOf({ repository, commit, objects }: Place, path: string): Promise<Buffer | undefined> {
  const folder = dirname(path) === '.' ? '' : `${dirname(path)}/`;
  const found = await listCommit(repository.top, commit.hash, folder).catch(() => []);
  const entry = found.find((one) => one.path === basename(path));
  if (entry === undefined || (entry.kind !== 'file' && entry.kind !== 'program')) return undefined;
  const pieces: Buffer[] = [];
  for await (const piece of objects.read(entry.object)) pieces.push(piece);
  return Buffer.concat(pieces);
}
