// Paths of `container cp`: `NAME:/path` in a container, or one of this computer.

import { stat } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import { hostPath } from './transfer.ts';
import { usageError } from './usage.ts';

export type Copy =
  | { kind: 'download'; id: string; path: string; to: string }
  | { kind: 'upload'; id: string; path: string; from: string };

/** @throws E_USAGE unless exactly one of both is in a container */
export async function parseCopy(from: string, to: string): Promise<Copy> {
  const [source, target] = [inContainer(from), inContainer(to)];
  if (source !== undefined && target === undefined) {
    return { kind: 'download', ...source, to: await placeFor(posix.basename(source.path), hostPath(to)) };
  }
  if (target !== undefined && source === undefined)
    return { kind: 'upload', ...target, from: hostPath(from) };
  throw usageError(
    'cp copies between a container and this computer',
    'For example: slipway container cp web:/var/log/app.log . (a path here with a colon: ./odd:name)',
  );
}

/** What begins with a slash or a dot is a path of this computer, whatever colons are in it; so docker reads it too. */
function inContainer(word: string): { id: string; path: string } | undefined {
  const colon = word.indexOf(':');
  if (colon <= 0 || /^[./]/.test(word)) return undefined;
  const path = word.slice(colon + 1);
  return { id: word.slice(0, colon), path: path.startsWith('/') ? path : `/${path}` };
}

/** Into a folder that is there it goes under its own name. */
async function placeFor(name: string, path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true ? join(path, basename(name) || 'root') : path;
}
