// Unpacks a tar that a stranger may have made into a folder of this computer, and never beside it.

import { createWriteStream } from 'node:fs';
import { chmod, link, lutimes, mkdir, symlink } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, type ExtractEvents, type Header } from 'tar-stream';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { errnoOf } from '../../lib/files.ts';

export interface Unpacked {
  kind: 'file' | 'folder';
  /** The file or folder, in the folder that was given. */
  path: string;
}

type Entry = ExtractEvents['entry'][1];

interface Target {
  readonly into: string;
  /** By their paths below the archive's own name; the empty one is the whole. */
  readonly folders: Map<string, number>;
  readonly files: Set<string>;
  root: string | undefined;
  kind: Unpacked['kind'];
}

/** What is unpacked is called so, whatever the archive calls it. */
const NAME = 'whole';

/**
 * Devices and pipes are left out, and so are links that lead out of the folder. Modes are kept but for setuid and its
 * kin; folders get theirs at the end, so that one without a right to write can be filled, and removed if this fails.
 * @param into an empty folder of ours
 * @param onBytes told how many more bytes of files are written
 * @throws E_ENGINE_REFUSED for an archive that does not keep to its own folder
 */
export async function unpack(
  tar: Readable,
  into: string,
  onBytes: (count: number) => void,
  signal: AbortSignal,
): Promise<Unpacked> {
  const target: Target = { into, folders: new Map(), files: new Set(), root: undefined, kind: 'file' };
  const entries = extract();
  const leave = () => entries.destroy(new SlipwayError('E_CANCELLED', 'the asker left'));
  tar.once('error', (error) => entries.destroy(error));
  signal.addEventListener('abort', leave, { once: true });
  if (signal.aborted) leave();
  tar.pipe(entries);
  try {
    for await (const entry of entries) {
      await put(target, entry, onBytes);
      entry.resume();
    }
  } finally {
    signal.removeEventListener('abort', leave);
    tar.destroy();
  }
  if (target.root === undefined) throw refused('the archive is empty');
  for (const [path, mode] of [...target.folders].reverse()) await chmod(placeOf(target, path), mode);
  return { kind: target.kind, path: placeOf(target, '') };
}

async function put(target: Target, entry: Entry, onBytes: (count: number) => void): Promise<void> {
  const { header } = entry;
  const path = pathBelow(target, header);
  if (path !== '' && !target.folders.has(parentOf(path)))
    throw refused(`the archive has ${shown(path)} before its folder`);
  const place = placeOf(target, path);
  try {
    switch (header.type) {
      case 'directory':
        await mkdir(place, 0o700);
        target.folders.set(path, permissions(header));
        if (path === '') target.kind = 'folder';
        return;
      case 'file':
      case 'contiguous-file':
        await putFile(place, entry, onBytes);
        target.files.add(path);
        return;
      case 'symlink':
        if (staysWithin(path, header.linkname)) await symlink(header.linkname, place);
        return;
      case 'link': {
        const other = pathBelow(target, { ...header, name: header.linkname });
        if (!target.files.has(other)) return;
        await link(placeOf(target, other), place);
        target.files.add(path);
        return;
      }
      default:
        return;
    }
  } catch (cause) {
    if (errnoOf(cause) !== 'EEXIST') throw cause;
    // Where capitals make no difference, two files of a container can be one here.
    throw new SlipwayError(
      'E_CONFLICT',
      `the archive has ${shown(path)} twice, as this computer reads names`,
      {
        cause,
      },
    );
  }
}

async function putFile(place: string, entry: Entry, onBytes: (count: number) => void): Promise<void> {
  const { header } = entry;
  const file = createWriteStream(place, { flags: 'wx', mode: 0o600 });
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of entry) {
      if (!Buffer.isBuffer(chunk)) continue;
      onBytes(chunk.length);
      yield chunk;
    }
  }
  await pipeline(counted, file);
  await chmod(place, permissions(header));
  await lutimes(place, header.mtime, header.mtime);
}

/** The path below the archive's first entry, which all others lie in. */
function pathBelow(target: Target, header: Header): string {
  const name = header.name.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
  if (name.includes('\0')) throw refused('the archive has a name with NUL in it');
  if (target.root === undefined) {
    target.root = name === '.' ? '' : name;
    return '';
  }
  const { root } = target;
  if (name === root) return '';
  if (root !== '' && !name.startsWith(`${root}/`))
    throw refused(`the archive has ${shown(name)} beside its folder`);
  const path = root === '' ? name : name.slice(root.length + 1);
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..'))
    throw refused(`the archive has ${shown(name)}, which leads out of its folder`);
  return path;
}

function placeOf({ into }: Target, path: string): string {
  return join(into, NAME, path);
}

function parentOf(path: string): string {
  const parent = dirname(path);
  return parent === '.' ? '' : parent;
}

/** Whether a link leads to a place of the same archive. The whole archive, if it is one link, leads out. */
function staysWithin(path: string, linkTarget: string): boolean {
  if (path === '' || linkTarget === '' || linkTarget.startsWith('/') || linkTarget.includes('\0'))
    return false;
  const leadsTo = posix.join(posix.dirname(path), linkTarget);
  return leadsTo !== '..' && !leadsTo.startsWith('../');
}

function permissions({ mode }: Header): number {
  return mode & 0o777;
}

function shown(path: string): string {
  return JSON.stringify(path.length > 200 ? `${path.slice(0, 200)}…` : path);
}

function refused(why: string): SlipwayError {
  return new SlipwayError('E_ENGINE_REFUSED', `${why}; nothing of it is kept`);
}
