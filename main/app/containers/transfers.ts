// Brings files of a container to this computer and back, never overwriting, and leaving nothing half behind.

import { chmod, link, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import { Readable } from 'node:stream';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { Transfer } from '../../../preload/contract/lists.ts';
import { openArchive, putArchive, statInContainer } from '../../engine/containers/archive.ts';
import { readLog } from '../../engine/containers/logs.ts';
import type { Engine } from '../../engine/docker.ts';
import { errnoOf, explainFileError } from '../../lib/files.ts';
import { within } from '../../lib/within.ts';
import type { App } from '../app.ts';
import { refuseIfPresent, requireHostPath } from '../host-paths.ts';
import { toHostFile } from '../host-transfer.ts';
import { packFrom } from './pack.ts';
import { unpack, type Unpacked } from './unpack.ts';

/** Often enough for a bar that moves. */
const EVERY_MS = 250;

/**
 * A file as a file, a folder as a folder; of links inside, those that stay inside.
 * @param to what it shall be called here
 * @throws E_NOT_FOUND, E_CONFLICT, E_NO_PERMISSION, E_DISK_FULL, E_ENGINE_REFUSED, E_CANCELLED
 */
export async function* download(
  app: App,
  engine: Engine,
  { id, path, to }: { id: string; path: string; to: string },
  signal: AbortSignal,
): AsyncGenerator<Transfer> {
  const real = await requireHostPath(app, to, 'write');
  const found = await statInContainer(engine, id, path);
  if (found === undefined) throw noSuchPath(path);
  if (found.kind === 'other') throw new SlipwayError('E_USAGE', `${path} is neither a file nor a folder`);
  const progress: Transfer = {
    doneBytes: 0,
    ...(found.kind === 'file' ? { totalBytes: found.sizeBytes } : {}),
  };
  yield* telling(progress, signal, async (either) => {
    const aside = await mkdtemp(`${real}.part-`).catch((cause: unknown) => {
      throw explainFileError(real, cause);
    });
    try {
      const tar = await openArchive(engine, id, found.path, either);
      await giveName(await unpack(tar, aside, (count) => (progress.doneBytes += count), either), real);
    } catch (cause) {
      throw explainFileError(real, cause);
    } finally {
      await removeAll(aside);
    }
  });
}

/**
 * Into a folder that is there, under its own name; else under the name that the path ends with.
 * @throws E_NOT_FOUND, E_CONFLICT if something is there, E_NO_PERMISSION, E_ENGINE_REFUSED, E_CANCELLED
 */
export async function* upload(
  app: App,
  engine: Engine,
  { id, path, from }: { id: string; path: string; from: string },
  signal: AbortSignal,
): AsyncGenerator<Transfer> {
  const real = await requireHostPath(app, from, 'read');
  const place = await placeFor(engine, id, path, basename(from));
  const found = await stat(real);
  const progress: Transfer = { doneBytes: 0, ...(found.isFile() ? { totalBytes: found.size } : {}) };
  yield* telling(progress, signal, async (either) => {
    const tar = packFrom(real, place.name, (count) => (progress.doneBytes += count));
    let unreadable: Error | undefined;
    tar.on('error', (error) => (unreadable = error));
    try {
      await putArchive(engine, id, place.folder, tar, either);
    } catch (cause) {
      // What could not be read here ends the request there, which then fails by something else.
      throw unreadable ?? cause;
    } finally {
      tar.destroy();
    }
  });
}

/** All of a container's log to a new file, as text. @throws E_CONFLICT, E_NO_PERMISSION, E_NOT_FOUND, E_CANCELLED */
export async function* saveLogs(
  app: App,
  engine: Engine,
  { id, to, timestamps }: { id: string; to: string; timestamps: boolean },
  signal: AbortSignal,
): AsyncGenerator<Transfer> {
  const real = await requireHostPath(app, to, 'write');
  async function* texts(): AsyncGenerator<string> {
    for await (const lines of readLog(engine, id, { follow: false }, signal))
      yield lines.map(({ time, text }) => (timestamps ? `${time} ${text}\n` : `${text}\n`)).join('');
  }
  const source = Readable.from(texts(), { objectMode: false });
  yield* toHostFile(real, source, { verify: async () => {} }, signal);
}

/** Where something called `name` goes. Looked at before anything is sent: the engine would overwrite. */
async function placeFor(engine: Engine, id: string, path: string, name: string) {
  const found = await statInContainer(engine, id, path);
  if (found?.kind === 'folder') {
    const whole = posix.join(found.path, name);
    if ((await statInContainer(engine, id, whole)) !== undefined) throw isThere(whole);
    return { folder: found.path, name };
  }
  if (found !== undefined) throw isThere(path);
  const folder = posix.dirname(posix.resolve('/', path));
  const parent = await statInContainer(engine, id, folder);
  if (parent?.kind !== 'folder') throw noSuchPath(folder);
  return { folder: parent.path, name: posix.basename(path) };
}

/** Runs some work and tells how far it is; whoever leaves ends it, and hears of it only once all is cleaned up. */
async function* telling(
  progress: Transfer,
  signal: AbortSignal,
  act: (signal: AbortSignal) => Promise<void>,
): AsyncGenerator<Transfer> {
  const leaving = new AbortController();
  const work = act(AbortSignal.any([signal, leaving.signal]));
  const ended = work.then(
    () => true,
    () => true,
  );
  try {
    do yield { ...progress };
    while ((await within(ended, EVERY_MS)) !== true);
    await work;
    yield { ...progress };
  } catch (cause) {
    if (signal.aborted) throw new SlipwayError('E_CANCELLED', 'the transfer was cancelled', { cause });
    throw cause;
  } finally {
    leaving.abort();
    await ended;
  }
}

/** A link, and a folder made anew, fail where something is; a rename alone would overwrite a file or an empty folder. */
async function giveName({ kind, path }: Unpacked, real: string): Promise<void> {
  try {
    if (kind === 'folder') await mkdir(real, 0o700);
    else await link(path, real);
  } catch (cause) {
    await refuseIfPresent(real);
    if (kind === 'folder' || !['EPERM', 'ENOTSUP', 'EOPNOTSUPP'].includes(errnoOf(cause) ?? '')) throw cause;
    await rename(path, real);
  }
  if (kind === 'folder') await rename(path, real);
}

/** Folders may have come without the right to change them. */
async function removeAll(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(async () => {
    for (const entry of await readdir(path, { withFileTypes: true, recursive: true }))
      if (entry.isDirectory()) await chmod(join(entry.parentPath, entry.name), 0o700);
    await rm(path, { recursive: true, force: true });
  });
}

function isThere(path: string): SlipwayError {
  return new SlipwayError('E_CONFLICT', `${path} is there already`, {
    hint: 'Nothing is overwritten: choose another name, or remove it first.',
  });
}

function noSuchPath(path: string): SlipwayError {
  return new SlipwayError('E_NOT_FOUND', `there is no ${path} in the container`);
}
