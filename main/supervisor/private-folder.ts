// The folder of the sockets: whoever could enter it could command the VM, so it must be ours and ours alone.

import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { errnoOf } from '../lib/files.ts';

/** What is wrong with a folder's owner and mode, if anything. */
export function privacyProblem(
  folder: { uid: number; mode: number; isDirectory: boolean },
  uid: number,
): string | undefined {
  if (!folder.isDirectory) return 'is not a folder';
  if (folder.uid !== uid) return `belongs to user ${folder.uid}, not to you`;
  return (folder.mode & 0o077) === 0 ? undefined : 'is open to other users';
}

/**
 * @returns whether there is such a folder
 * @throws E_NO_PERMISSION if it, or the folder it is in, belongs to somebody else or is open to others
 */
export async function requirePrivateFolder(path: string): Promise<boolean> {
  // Who owns the parent could replace the folder.
  for (const each of [dirname(path), path]) {
    const found = await lstat(each).catch((cause: unknown) => {
      if (errnoOf(cause) === 'ENOENT') return undefined;
      throw cause;
    });
    if (found === undefined) return false;
    const { uid, mode } = found;
    const problem = privacyProblem({ uid, mode, isDirectory: found.isDirectory() }, process.getuid?.() ?? 0);
    if (problem !== undefined) {
      throw new SlipwayError(
        'E_NO_PERMISSION',
        `${each} ${problem}; whoever can enter it can command the VM`,
        {
          hint: `If it is nobody's, remove it; else set XDG_RUNTIME_DIR to a folder of your own.`,
        },
      );
    }
  }
  return true;
}
