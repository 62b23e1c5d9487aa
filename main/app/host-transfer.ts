// Moves bytes between a file of this computer and the machine, telling how far it is.

import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { link, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SlipwayError } from '../../preload/contract/errors.ts';
import type { Transfer } from '../../preload/contract/lists.ts';
import { errnoOf, explainFileError, PRIVATE_FILE, syncFolder } from '../lib/files.ts';
import { within } from '../lib/within.ts';
import { refuseIfPresent } from './host-paths.ts';

/** Often enough for a bar that moves. */
const EVERY_MS = 250;

/** Decides whether what was written is all there was to write. */
export interface Inspector {
  /** Shown every chunk, in order. */
  see?(chunk: Buffer): void;
  /** Asked once the stream has ended; if it throws, there will be no file. */
  verify(): Promise<void>;
}

/**
 * Writes all of a stream to a new file, which is there only once it is whole.
 * @throws E_CONFLICT if something is there by then, E_DISK_FULL, E_NO_PERMISSION, E_CANCELLED
 */
export async function* toHostFile(
  path: string,
  source: Readable,
  inspector: Inspector,
  signal: AbortSignal,
): AsyncGenerator<Transfer> {
  const aside = `${path}.${randomBytes(4).toString('hex')}.part`;
  const leaving = new AbortController();
  const either = AbortSignal.any([signal, leaving.signal]);
  const transfer: Transfer = { doneBytes: 0 };
  // Flushed before it gets its name: a crash must not leave half a back-up that looks like a whole one.
  const file = createWriteStream(aside, { flags: 'wx', mode: PRIVATE_FILE, flush: true });
  const work = pipeline(source, counting(transfer, inspector), file, { signal: either })
    .then(() => inspector.verify())
    .then(() => giveName(aside, path));
  try {
    yield* tellWhile(work, transfer);
  } catch (cause) {
    throw explain(path, cause, signal, 'write');
  } finally {
    leaving.abort();
    await work.catch(() => {});
    await rm(aside, { force: true });
  }
}

/**
 * Reads a file for somebody who takes its bytes.
 * @param take ends when all is taken and done; it may end, or fail, without having read to the end
 * @returns what `take` gave, and how much was read for it
 * @throws as `take` does; E_USAGE for what is no file, E_NO_PERMISSION, E_CANCELLED
 */
export async function* fromHostFile<T>(
  path: string,
  take: (bytes: Readable, signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): AsyncGenerator<Transfer, { taken: T; transfer: Transfer }> {
  const found = await stat(path);
  if (!found.isFile()) throw new SlipwayError('E_USAGE', `${path} is not a file`);
  const leaving = new AbortController();
  const either = AbortSignal.any([signal, leaving.signal]);
  const transfer: Transfer = { doneBytes: 0, totalBytes: found.size };
  const file = createReadStream(path);
  const counted = counting(transfer);
  let unreadable: Error | undefined;
  file.once('error', (error) => {
    // A taker that gives up destroys the file with its own error.
    if (counted.errored === null) unreadable = error;
  });
  const reading = pipeline(file, counted, { signal: either });
  const taking = take(counted, either);
  // Whoever has taken enough leaves the rest; that is no failure of the reading.
  reading.catch(() => {});
  try {
    yield* tellWhile(taking, transfer);
    return { taken: await taking, transfer };
  } catch (cause) {
    throw explain(path, unreadable ?? cause, signal, 'read');
  } finally {
    leaving.abort();
    await taking.catch(() => {});
  }
}

function counting(transfer: Transfer, { see }: Pick<Inspector, 'see'> = {}): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      transfer.doneBytes += chunk.length;
      see?.(chunk);
      done(null, chunk);
    },
  });
}

/** How far it is, whenever that has changed, and at the end. @throws as the work does */
async function* tellWhile(work: Promise<unknown>, transfer: Transfer): AsyncGenerator<Transfer> {
  const ended = work.then(
    () => true,
    () => true,
  );
  let told = -1;
  do {
    if (transfer.doneBytes === told) continue;
    told = transfer.doneBytes;
    yield { ...transfer };
  } while ((await within(ended, EVERY_MS)) !== true);
  await work;
  if (transfer.doneBytes !== told) yield { ...transfer };
}

/** A link fails where a rename would overwrite; a file system without links is looked at first instead. */
async function giveName(aside: string, path: string): Promise<void> {
  try {
    await link(aside, path);
  } catch (cause) {
    await refuseIfPresent(path);
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(errnoOf(cause) ?? '')) throw cause;
    await rename(aside, path);
  }
  await syncFolder(dirname(path));
}

function explain(path: string, cause: unknown, signal: AbortSignal, deed: 'read' | 'write'): unknown {
  if (signal.aborted) return new SlipwayError('E_CANCELLED', `${path}: cancelled`, { cause });
  return explainFileError(path, cause, deed);
}
