// A folder of this computer as a builder gets it: links as links, and nothing that is neither file, folder nor link.

import { constants, type Dirent, type Stats } from 'node:fs';
import { lstat, open, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { FileTree, TreeEntry } from '../../engine/builds/file-tree.ts';
import { errnoOf } from '../../lib/files.ts';

/** Few enough packets for a large file, and little memory for four of them. */
const CHUNK_BYTES = 256 * 1024;
/** So many are looked at together; one after the other is slow, all of a folder of 100,000 at once takes its memory. */
const LOOKS = 64;

/**
 * @param onWarning told of what is left out, and of what changed while it was read
 */
export function folderTree(root: string, onWarning: (text: string) => void): FileTree {
  const place = (path: string) => join(root, path);
  async function* walk(folder: string, descend: (folder: string) => boolean): AsyncGenerator<TreeEntry> {
    const found = await namesIn(place(folder), folder);
    const below = (name: string) => (folder === '' ? name : `${folder}/${name}`);
    for (let from = 0; from < found.length; from += LOOKS) {
      const paths = found.slice(from, from + LOOKS).map(({ name }) => below(name));
      for (const entry of await Promise.all(paths.map((path) => look(place(path), path, onWarning)))) {
        if (entry === undefined) continue;
        yield entry;
        if (entry.kind === 'folder' && descend(entry.path)) yield* walk(entry.path, descend);
      }
    }
  }
  return {
    async *walk(descend, signal) {
      for await (const entry of walk('', descend)) {
        signal.throwIfAborted();
        yield entry;
      }
    },
    find: (path) => look(place(path), path, () => {}),
    names: async (folder) => (await namesIn(place(folder), folder).catch(() => [])).map(({ name }) => name),
    read: (entry, signal) => read(place(entry.path), entry, signal, onWarning),
  };
}

async function namesIn(place: string, path: string): Promise<Dirent[]> {
  const found = await readdir(place, { withFileTypes: true }).catch((cause: unknown) => {
    throw unreadable(place, path, cause);
  });
  return found.sort((one, other) => compareBytes(one.name, other.name));
}

/** The order of bytes, which for letters beyond U+FFFF is not that of JavaScript's. */
export function compareBytes(one: string, other: string): number {
  // oxlint-disable-next-line no-control-regex -- plain ASCII compares alike either way
  if (/^[\x00-\x7f]*$/.test(one + other)) return one < other ? -1 : one > other ? 1 : 0;
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

async function look(
  place: string,
  path: string,
  onWarning: (text: string) => void,
): Promise<TreeEntry | undefined> {
  const found = await lstat(place).catch((cause: unknown) => {
    // Gone since its folder was read; or its name is no text, and cannot be said.
    if (!['ENOENT', 'ENOTDIR'].includes(errnoOf(cause) ?? '')) throw unreadable(place, path, cause);
    if (path.includes('\uFFFD')) onWarning(`${path} is left out: its name is no UTF-8`);
    return undefined;
  });
  if (found === undefined) return undefined;
  const kind = kindOf(found);
  if (kind === undefined) {
    onWarning(`${path} is left out: it is ${oddKindOf(found)}`);
    return undefined;
  }
  const target = kind === 'link' ? { target: await readlink(place) } : {};
  const { mode, size, mtimeMs } = found;
  return { path, kind, mode: mode & 0o7777, sizeBytes: kind === 'file' ? size : 0, mtimeMs, ...target };
}

function kindOf(found: Stats): TreeEntry['kind'] | undefined {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'folder';
  return found.isSymbolicLink() ? 'link' : undefined;
}

function oddKindOf(found: Stats): string {
  if (found.isFIFO()) return 'a named pipe';
  return found.isSocket() ? 'a socket' : 'a device';
}

async function* read(
  place: string,
  entry: TreeEntry,
  signal: AbortSignal,
  onWarning: (text: string) => void,
): AsyncGenerator<Buffer> {
  // It may have become a link, or a pipe that nobody writes to, since we looked.
  const file = await open(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (cause: unknown) => {
      throw unreadable(place, entry.path, cause);
    },
  );
  try {
    let total = 0;
    // One byte more than there should be tells at once whether there is more.
    const piece = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, entry.sizeBytes + 1));
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(piece, 0, piece.length, total);
      if (bytesRead === 0) break;
      total += bytesRead;
      yield piece.subarray(0, bytesRead);
    }
    const { mtimeMs } = await file.stat();
    if (total !== entry.sizeBytes || mtimeMs !== entry.mtimeMs) {
      onWarning(`${entry.path} changed while it was sent: the image may hold parts of both`);
    }
  } finally {
    await file.close();
  }
}

function unreadable(place: string, path: string, cause: unknown): unknown {
  switch (errnoOf(cause)) {
    case 'EACCES':
    case 'EPERM':
      return new SlipwayError('E_NO_PERMISSION', `${place} cannot be read: permission denied`, {
        hint: `Let it be read, or leave it out: a line ${path || '.'} in .dockerignore.`,
        cause,
      });
    case 'ENOENT':
    case 'ENOTDIR':
      return new SlipwayError('E_NOT_FOUND', `${place} is not there any more`, {
        hint: 'It went away while the files were sent: build again once nothing changes them.',
        cause,
      });
    case 'ELOOP':
      return new SlipwayError('E_CONFLICT', `${place} became a link while the files were sent`, { cause });
    default:
      return cause;
  }
}
