// A tree of files as the tar that the classic builder takes: streamed, what is ignored left out, the Dockerfile inside.
// Source: docker/cli, cli/command/image/build/context.go.

import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack, type Header, type Pack } from 'tar-stream';
import type { SendWatcher } from './diff-copy.ts';
import { wantedEntries, type FileTree, type TreeEntry } from './file-tree.ts';
import { parseIgnoreFile } from './patterns.ts';

const IGNORE_FILE = '.dockerignore';

export interface ContextTar {
  bytes: Readable;
  /** Of the Dockerfile in the tar. */
  dockerfile: string;
}

/**
 * The Dockerfile goes under a name of its own, which the engine is told to ignore once it has read it: so it may come from
 * anywhere, and COPY does not find it.
 * @param ignore the text of the ignore file that counts
 */
export function packContext(
  tree: FileTree,
  dockerfile: Buffer,
  ignore: string,
  watcher: SendWatcher,
  signal: AbortSignal,
): ContextTar {
  const digest = createHash('sha256').update(dockerfile).digest('hex').slice(0, 12);
  const name = `.slipway.${digest}.Dockerfile`;
  const tar = pack();
  const bytes = Readable.from(tar);
  const ignored = { text: ignore, isSent: false };
  const put = async () => {
    const wanted = { include: [], exclude: parseIgnoreFile(ignore), prunesAsClassic: true };
    for await (const entry of wantedEntries(tree, wanted, signal)) {
      if (entry.path === IGNORE_FILE) ignored.isSent = true;
      else await putEntry(tar, tree, entry, watcher, signal);
    }
    // Nobody would find the ignore file in the image if it was not wanted.
    const lines = [ignored.text, ...(ignored.isSent ? [] : [IGNORE_FILE]), name, ''];
    await putWhole(tar, { name: IGNORE_FILE, mode: 0o644 }, lines.join('\n'));
    await putWhole(tar, { name, mode: 0o644 }, dockerfile);
    tar.finalize();
  };
  void put().catch((thrown: unknown) =>
    bytes.destroy(thrown instanceof Error ? thrown : new Error(String(thrown))),
  );
  return { bytes, dockerfile: name };
}

async function putEntry(
  tar: Pack,
  tree: FileTree,
  entry: TreeEntry,
  watcher: SendWatcher,
  signal: AbortSignal,
): Promise<void> {
  const { path, kind, mode, mtimeMs, sizeBytes, target } = entry;
  const header = { name: path, mode, mtime: new Date(Math.floor(mtimeMs / 1000) * 1000), uid: 0, gid: 0 };
  watcher.told?.(entry);
  if (kind === 'folder') return putWhole(tar, { ...header, type: 'directory' });
  if (kind === 'link') return putWhole(tar, { ...header, type: 'symlink', linkname: target ?? '' });
  if (sizeBytes === 0) return putWhole(tar, header, '');
  const pieces = async function* () {
    for await (const piece of exactly(tree.read(entry, signal), sizeBytes)) {
      watcher.sent?.(entry, piece);
      yield piece;
    }
  };
  await pipeline(pieces, tar.entry({ ...header, size: sizeBytes }), { signal });
  watcher.wentWhole?.(entry);
}

/** A tar says first how much will come: what has grown meanwhile is cut, what has shrunk ends with zeros. */
async function* exactly(pieces: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let left = size;
  for await (const piece of pieces) {
    // The tar keeps what it is given for a while.
    if (left > 0) yield Buffer.from(piece.subarray(0, left));
    left -= piece.length;
  }
  for (; left > 0; left -= ZEROS.length) yield ZEROS.subarray(0, left);
}

const ZEROS = Buffer.alloc(64 * 1024);

function putWhole(
  tar: Pack,
  header: Partial<Header> & Pick<Header, 'name'>,
  bytes?: string | Buffer,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null) => (error ? reject(error) : resolve());
    if (bytes === undefined) tar.entry({ ...header, size: 0 }, done);
    else tar.entry({ ...header, size: Buffer.byteLength(bytes) }, bytes, done);
  });
}
