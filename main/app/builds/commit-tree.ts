// The files of a commit as a builder gets them; what git keeps no contents of is told.

import type { FileTree, TreeEntry } from '../../engine/builds/file-tree.ts';
import type { CommitEntry, Objects } from '../../git/tree.ts';
import { compareBytes } from './folder-tree.ts';

/** Source: git-lfs, docs/spec.md; a pointer is less than 1024 bytes. */
const LFS_POINTER = 'version https://git-lfs.github.com/spec/v1';
const LFS_MOST_BYTES = 1024;

/**
 * @param atMs of the commit, which all its files get
 * @param onWarning told of submodules, and of pointers of git-lfs that are sent
 */
export function commitTree(
  entries: readonly CommitEntry[],
  objects: Objects,
  atMs: number,
  onWarning: (text: string) => void,
): FileTree {
  // git sorts a folder as if its name ended with a slash; a builder takes what is in it right behind it.
  const sorted = [...entries].sort((one, other) =>
    compareBytes(one.path.replaceAll('/', '\0'), other.path.replaceAll('/', '\0')),
  );
  const byPath = new Map(sorted.map((entry) => [entry.path, entry]));
  const look = async (entry: CommitEntry): Promise<TreeEntry> => treeEntryOf(entry, objects, atMs);
  return {
    async *walk(descend, signal) {
      let skipped: string | undefined;
      for (const entry of sorted) {
        signal.throwIfAborted();
        if (skipped !== undefined && entry.path.startsWith(skipped)) continue;
        if (entry.kind === 'submodule') {
          onWarning(`${entry.path} is a submodule: its files belong to another repository and are left out`);
        }
        const found = await look(entry);
        yield found;
        skipped = found.kind === 'folder' && !descend(entry.path) ? `${entry.path}/` : undefined;
      }
    },
    find: async (path) => {
      const entry = byPath.get(path);
      return entry === undefined ? undefined : look(entry);
    },
    names: async (folder) => {
      const start = folder === '' ? '' : `${folder}/`;
      return sorted.flatMap(({ path }) =>
        path.startsWith(start) && !path.includes('/', start.length) ? [path.slice(start.length)] : [],
      );
    },
    async *read({ path, sizeBytes }, signal) {
      const entry = byPath.get(path);
      if (entry === undefined) return;
      for await (const piece of objects.read(entry.object)) {
        signal.throwIfAborted();
        if (sizeBytes < LFS_MOST_BYTES && piece.toString('utf8', 0, LFS_POINTER.length) === LFS_POINTER) {
          onWarning(`${path} is a pointer of git-lfs: the image gets the pointer, not the file`);
        }
        yield piece;
      }
    },
  };
}

async function treeEntryOf(
  { path, kind, object, sizeBytes }: CommitEntry,
  objects: Objects,
  atMs: number,
): Promise<TreeEntry> {
  const common = { path, mtimeMs: atMs, sizeBytes: 0 };
  switch (kind) {
    case 'folder':
    case 'submodule':
      return { ...common, kind: 'folder', mode: 0o755 };
    case 'link': {
      const pieces: Buffer[] = [];
      for await (const piece of objects.read(object)) pieces.push(piece);
      return { ...common, kind: 'link', mode: 0o777, target: Buffer.concat(pieces).toString('utf8') };
    }
    case 'program':
      return { ...common, kind: 'file', mode: 0o755, sizeBytes };
    case 'file':
      return { ...common, kind: 'file', mode: 0o644, sizeBytes };
  }
}
