// Trees of files that are nowhere but in a test.

import type { FileTree, TreeEntry } from '../../../../main/engine/builds/file-tree.ts';

/** @param files paths; the folders they are in come by themselves. A file holds its own path. */
export function treeOf(files: readonly string[], others: readonly TreeEntry[] = []): FileTree {
  const entries = new Map<string, TreeEntry>(others.map((entry) => [entry.path, entry]));
  for (const path of files) {
    const names = path.split('/');
    for (let count = 1; count < names.length; count += 1) {
      const folder = names.slice(0, count).join('/');
      entries.set(folder, { path: folder, kind: 'folder', mode: 0o755, sizeBytes: 0, mtimeMs: 1 });
    }
    entries.set(path, { path, kind: 'file', mode: 0o644, sizeBytes: path.length, mtimeMs: 1 });
  }
  const inFolder = (folder: string) =>
    [...entries.values()]
      .filter(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('/'))) === folder)
      .sort((one, other) => (one.path < other.path ? -1 : 1));
  async function* walk(folder: string, descend: (folder: string) => boolean): AsyncGenerator<TreeEntry> {
    for (const entry of inFolder(folder)) {
      yield entry;
      if (entry.kind === 'folder' && descend(entry.path)) yield* walk(entry.path, descend);
    }
  }
  return {
    walk: (descend) => walk('', descend),
    find: async (path) => entries.get(path),
    names: async (folder) => inFolder(folder).map(({ path }) => path.slice(path.lastIndexOf('/') + 1)),
    async *read({ path }) {
      yield Buffer.from(path);
    },
  };
}
