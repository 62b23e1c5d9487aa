// A few files that are nowhere but in memory: the Dockerfile and what belongs to it, as a builder asks for them.

import type { FileTree, TreeEntry } from './file-tree.ts';

const CHUNK = 256 * 1024;

function entryOf(name: string, bytes: Buffer): TreeEntry {
  return {
    path: name,
    kind: 'file',
    mode: 0o644,
    sizeBytes: bytes.length,
    // The engine keeps what has the same size and time; these differ between builds and are always sent.
    mtimeMs: Date.now(),
  };
}

/** @param files by name, all at the top */
export function memoryTree(files: ReadonlyMap<string, Buffer>): FileTree {
  return {
    async *walk() {
      const sorted = [...files].sort(([one], [other]) =>
        Buffer.compare(Buffer.from(one), Buffer.from(other)),
      );
      for (const [name, bytes] of sorted) yield entryOf(name, bytes);
    },
    find: async (path) => {
      const bytes = files.get(path);
      return bytes === undefined ? undefined : entryOf(path, bytes);
    },
    names: async (folder) => (folder === '' ? [...files.keys()] : []),
    async *read({ path }) {
      const bytes = files.get(path) ?? Buffer.alloc(0);
      for (let from = 0; from < bytes.length; from += CHUNK) yield bytes.subarray(from, from + CHUNK);
    },
  };
}
