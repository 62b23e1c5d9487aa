// Packs a file or a folder of this computer into a tar for a container, following no links.

import { constants } from 'node:fs';
import { lstat, open, opendir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pack, type Header, type Pack } from 'tar-stream';
import { explainFileError } from '../../lib/files.ts';

type Entry = Partial<Header> & Pick<Header, 'name'>;

/**
 * A tar of what is at `path`, called `name` in it. All belongs to root, as `docker cp` has it; sockets, pipes and devices
 * are left out.
 * @param onBytes told how many more bytes of files are read
 */
export function packFrom(path: string, name: string, onBytes: (count: number) => void): Readable {
  const tar = pack();
  const out = Readable.from(tar);
  void put(tar, path, name, onBytes)
    .then(() => tar.finalize())
    .catch((thrown: unknown) => out.destroy(asError(explainFileError(path, thrown, 'read'))));
  return out;
}

async function put(tar: Pack, path: string, name: string, onBytes: (count: number) => void): Promise<void> {
  const found = await lstat(path);
  const header = { name, mode: found.mode & 0o777, uid: 0, gid: 0, mtime: found.mtime };
  if (found.isSymbolicLink()) {
    await putBare(tar, { ...header, type: 'symlink', size: 0, linkname: await readlink(path) });
  } else if (found.isDirectory()) {
    await putBare(tar, { ...header, type: 'directory' });
    for await (const { name: below } of await opendir(path))
      await put(tar, join(path, below), `${name}/${below}`, onBytes);
  } else if (found.isFile()) {
    await putFile(tar, path, header, onBytes);
  }
}

function putBare(tar: Pack, header: Entry): Promise<void> {
  return new Promise((resolve, reject) => {
    // An empty file is one that has nothing to come, which only an empty text says.
    const done = (error?: Error | null) => (error ? reject(error) : resolve());
    if (header.type === 'file') tar.entry(header, '', done);
    else tar.entry(header, done);
  });
}

/** As many bytes as the file had when it was opened: one that grows is cut there, one that shrinks fails. */
async function putFile(
  tar: Pack,
  path: string,
  header: Entry,
  onBytes: (count: number) => void,
): Promise<void> {
  // It may have become a link since we looked.
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { size } = await file.stat();
    if (size === 0) return await putBare(tar, { ...header, type: 'file', size });
    const entry = tar.entry({ ...header, type: 'file', size });
    const bytes = file.createReadStream({ autoClose: false, end: size - 1 });
    bytes.on('data', (chunk) => onBytes(chunk.length));
    await pipeline(bytes, entry);
  } finally {
    await file.close();
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
