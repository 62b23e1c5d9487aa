// Files that are whole or not there: written aside, flushed, renamed; private ones are 0600 from birth.

import { randomBytes } from 'node:crypto';
import { open, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SlipwayError } from '../../preload/contract/errors.ts';

/** The mode of a file only its owner may read. */
export const PRIVATE_FILE = 0o600;
/** The mode of a folder only its owner may enter. */
export const PRIVATE_FOLDER = 0o700;

/**
 * Replaces a file as a whole: a crash or a full disk leaves the old one byte for byte.
 * @param mode permission bits of the new file, whatever the umask; 0600 unless said otherwise
 * @throws E_DISK_FULL, E_NO_PERMISSION naming the path
 */
export async function writeFileAtomic(
  path: string,
  data: string | Uint8Array,
  mode = PRIVATE_FILE,
): Promise<void> {
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const file = await open(aside, 'wx', mode);
    try {
      await file.chmod(mode);
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    await rm(aside, { force: true });
    throw explainFileError(path, cause);
  }
}

/** Each try can meet another removal, but hardly so many in a row; a link that leads nowhere stays one. */
const TRIES = 20;

/**
 * Makes a folder and its parents, each 0700; also while another process removes it.
 * @throws E_NO_PERMISSION, E_DISK_FULL naming the path
 */
export async function makePrivateFolder(path: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER });
      return;
    } catch (cause) {
      // It was there when mkdir tried, and gone when mkdir looked whether it is a folder.
      if (errnoOf(cause) !== 'ENOENT' || tries === TRIES) throw explainFileError(path, cause);
    }
  }
}

/** A file's text, or undefined where there is none. */
export async function readTextIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(cause) ?? '')) return undefined;
    throw explainFileError(path, cause, 'read');
  }
}

/** The system's own error code (`ENOENT`), if the thrown thing carries one. */
export function errnoOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** A rename is durable only once its folder is flushed too. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A full disk or a missing right as a failure that names the path; anything else as it came. */
export function explainFileError(path: string, cause: unknown, deed: 'read' | 'write' = 'write'): unknown {
  switch (errnoOf(cause)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new SlipwayError('E_DISK_FULL', `cannot write ${path}: the disk is full`, {
        hint: 'Free some space; what was there before is unchanged.',
        cause,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new SlipwayError('E_NO_PERMISSION', `cannot ${deed} ${path}: permission denied`, {
        hint: `Check who owns ${dirname(path)} and its permissions.`,
        cause,
      });
    default:
      return cause;
  }
}
