// Which files of this computer a window may have read or written: the user's own of the home and the temporary folder.

import { lstat, realpath } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { errnoOf, explainFileError } from '../lib/files.ts';
import type { App } from './app.ts';

/**
 * The path with its links resolved, if the rule lets it be read (it has to be there) or written (nothing may be there
 * yet, its folder has to). A window shows what strangers' containers print, so what it asks for is held to less than
 * what the user may do: `/etc` is out of reach, and so is what a link of the home leads to outside of it.
 * @throws E_NO_PERMISSION naming the rule, E_NOT_FOUND, E_CONFLICT
 */
export async function requireHostPath(
  app: Pick<App, 'env' | 'reachesAllFiles'>,
  path: string,
  deed: 'read' | 'write',
): Promise<string> {
  const { reachesAllFiles } = app;
  const wished = resolve(path);
  const allowed = await allowedFolders(app);
  // Looked at before anything is said about what is there: who may not look should not learn it either.
  const existing = await deepestExisting(deed === 'read' ? wished : dirname(wished));
  if (!allowed.some((folder) => lies(existing.real, folder))) throw outside(wished, existing.real, deed);
  const place = deed === 'read' ? existing.real : join(existing.real, basename(wished));
  if (reachesAllFiles !== true && isProgramsOwn(place, allowed)) throw programsOwn(place);
  if (existing.rest.length > 0) throw new SlipwayError('E_NOT_FOUND', `there is no ${existing.missing}`);
  const real = deed === 'read' ? existing.real : join(existing.real, basename(wished));
  if (allowed.includes(real)) throw outside(wished, real, deed);
  if (deed === 'write') await refuseIfPresent(real);
  return real;
}

/** @throws E_CONFLICT if anything is at the path, be it a link that leads nowhere */
export async function refuseIfPresent(path: string): Promise<void> {
  const found = await lstat(path).catch((cause: unknown) => {
    if (errnoOf(cause) === 'ENOENT') return undefined;
    throw explainFileError(path, cause);
  });
  if (found === undefined) return;
  throw new SlipwayError('E_CONFLICT', `${path} is there already`, {
    hint: 'Nothing is overwritten: choose another name, or remove it first.',
  });
}

/** The roots of what is allowed, resolved. A home of `/` (as services have) would allow everything, so it does not count. */
async function allowedFolders({
  env,
  reachesAllFiles,
}: Pick<App, 'env' | 'reachesAllFiles'>): Promise<string[]> {
  if (reachesAllFiles === true) return ['/'];
  const folders = [env['HOME'] ?? homedir(), env['TMPDIR'] ?? tmpdir()].filter(isAbsolute);
  const resolved = await Promise.all(folders.map((folder) => realpath(folder).catch(() => resolve(folder))));
  return resolved.filter((folder) => folder !== '/');
}

interface Existing {
  /** The deepest folder or file of the path that is there, its links resolved. */
  real: string;
  /** The names below it that are not there. */
  rest: string[];
  /** The path as far as its first name that is not there. */
  missing: string;
}

async function deepestExisting(path: string): Promise<Existing> {
  const rest: string[] = [];
  for (let at = path; ; at = dirname(at)) {
    try {
      return { real: await realpath(at), rest, missing: join(at, rest[0] ?? '') };
    } catch (cause) {
      if (!['ENOENT', 'ENOTDIR'].includes(errnoOf(cause) ?? '') || at === '/')
        throw explainFileError(at, cause, 'read');
      rest.unshift(basename(at));
    }
  }
}

function lies(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith('../') && !isAbsolute(way);
}

/** Keys, settings, what is started at login: hidden folders and files, and macOS's Library, are no place for a window. */
function isProgramsOwn(path: string, allowed: readonly string[]): boolean {
  return allowed.some((folder) => {
    if (!lies(path, folder)) return false;
    const names = relative(folder, path).split('/');
    return names[0] === 'Library' || names.some((name) => name.startsWith('.'));
  });
}

function programsOwn(path: string): SlipwayError {
  return new SlipwayError(
    'E_NO_PERMISSION',
    `${path} is hidden: programs keep their keys and settings there`,
    {
      hint: 'Choose a place that is not hidden; the command line reaches all your files.',
    },
  );
}

function outside(path: string, real: string, deed: 'read' | 'write'): SlipwayError {
  const where = real === path || path.startsWith(`${real}/`) ? '' : ` (it leads to ${real})`;
  return new SlipwayError(
    'E_NO_PERMISSION',
    `${path}${where} cannot be ${deed === 'read' ? 'read' : 'written'} from here`,
    {
      hint: 'Only what lies below your home folder or the temporary folder can be chosen.',
    },
  );
}
