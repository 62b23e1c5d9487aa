// The files of a volume, one folder at a time, as the guest's own `stat` tells them.

import { randomBytes } from 'node:crypto';
import { posix } from 'node:path';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { FileEntry } from '../../../preload/contract/containers.ts';
import type { RemoteStreams, SshConnection } from '../../ssh/client.ts';
import { ENCLOSED, enclosedIn } from './enclosed.ts';

/** A folder with more is not for people to look at; `truncated` says that there is more. */
const MOST_ENTRIES = 5000;

export interface FolderListing {
  entries: FileEntry[];
  truncated: boolean;
}

/**
 * @param folder the volume's own in the guest
 * @param path absolute, with the volume's folder as `/`
 * @throws E_NOT_FOUND, E_USAGE for what is no folder, E_SSH_FAILED
 */
export async function listVolumeFiles(
  ssh: SshConnection,
  folder: string,
  path: string,
): Promise<FolderListing> {
  const wished = posix.normalize(`/${path}`);
  // A name may hold line feeds and look like the next entry; it cannot hold what is thrown anew each time.
  const mark = randomBytes(12).toString('hex');
  const format = `${mark} %f %s %Y %n${mark}%N`;
  const stat = ['-exec', '/bin/busybox', 'stat', '-c', format, '{}', '+'];
  const find = ['find', `${ENCLOSED}${wished}/.`, '-mindepth', '1', '-maxdepth', '1', ...stat];
  const program = await ssh.open(enclosedIn(folder, find));
  program.stdin.end();
  const { text, isCut } = await readEntries(program, mark);
  if (!isCut) {
    const { code, stderr } = await program.ended;
    // Of a folder in use a file may go between being found and being looked at.
    if (code !== 0 && text === '') throw explain(wished, stderr);
  }
  const entries = parseEntries(text, mark);
  return { entries: entries.slice(0, MOST_ENTRIES), truncated: entries.length > MOST_ENTRIES };
}

async function readEntries(
  { stdout, close }: RemoteStreams,
  mark: string,
): Promise<{ text: string; isCut: boolean }> {
  const chunks: string[] = [];
  let entries = 0;
  for await (const chunk of stdout.setEncoding('utf8')) {
    const text = String(chunk);
    chunks.push(text);
    entries += text.split(`${mark} `).length - 1;
    if (entries > MOST_ENTRIES + 1) {
      close();
      return { text: chunks.join(''), isCut: true };
    }
  }
  return { text: chunks.join(''), isCut: false };
}

/** Reads what `stat` wrote; an entry that is cut short is left out. */
export function parseEntries(text: string, mark: string): FileEntry[] {
  return text
    .split(`${mark} `)
    .slice(1)
    .flatMap((entry) => parseEntry(entry, mark) ?? []);
}

function parseEntry(entry: string, mark: string): FileEntry | undefined {
  const found = /^([0-9a-f]+) (\d+) (-?\d+) /.exec(entry);
  const end = entry.indexOf(mark);
  if (found === null || end < 0 || !entry.endsWith('\n')) return undefined;
  const [head, bits = '', size, modified] = found;
  const path = entry.slice(head.length, end);
  // Of a link `%N` says `'path' -> 'target'`, with no escapes: the path is known, so the rest is the target.
  const arrow = `'${path}' -> '`;
  const named = entry.slice(end + mark.length, -1);
  const mode = Number.parseInt(bits, 16);
  return {
    name: posix.basename(path),
    kind: kindOf(mode),
    sizeBytes: Number(size),
    mode: modeText(mode),
    modifiedMs: Number(modified) * 1000,
    ...(named.startsWith(arrow) ? { linkTarget: named.slice(arrow.length, -1) } : {}),
  };
}

/** Source: inode(7), S_IFMT. */
function kindOf(mode: number): FileEntry['kind'] {
  switch (mode & 0o170000) {
    case 0o100000:
      return 'file';
    case 0o040000:
      return 'folder';
    case 0o120000:
      return 'link';
    default:
      return 'other';
  }
}

/** `rwxr-xr-x`, with s and t where ls has them. */
export function modeText(mode: number): string {
  const letters = Array.from('rwxrwxrwx', (letter, index) => (mode & (0o400 >> index) ? letter : '-'));
  const mark = (bit: number, index: number, letter: string) => {
    if (mode & bit) letters[index] = letters[index] === 'x' ? letter : letter.toUpperCase();
  };
  mark(0o4000, 2, 's');
  mark(0o2000, 5, 's');
  mark(0o1000, 8, 't');
  return letters.join('');
}

function explain(path: string, words: string): SlipwayError {
  if (/No such file/.test(words)) return new SlipwayError('E_NOT_FOUND', `the volume has no ${path}`);
  if (/Not a directory/.test(words))
    return new SlipwayError('E_USAGE', `${path} of the volume is not a folder`);
  return new SlipwayError('E_SSH_FAILED', `the guest could not list ${path}: ${words.trim()}`);
}
