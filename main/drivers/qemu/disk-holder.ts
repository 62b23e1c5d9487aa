// Finds out who holds a disk, so that "in use" can name the program to end.

import { readdir, readFile, readlink, realpath } from 'node:fs/promises';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { run } from '../../lib/exec.ts';

const LSOF_TIMEOUT_MS = 2_000;

export interface DiskHolder {
  pid: number;
  command: string;
}

/** QEMU's words when another process holds an image's lock, in the emulator and in qemu-img. */
export function isLockComplaint(text: string): boolean {
  return /Failed to get (shared )?"[\w ]+" lock/.test(text);
}

/** E_DISK_IN_USE, with the holder's pid and name where they can be found. */
export async function diskInUse(path: string): Promise<SlipwayError> {
  const holder = await findHolder(path).catch(() => undefined);
  const who = holder === undefined ? 'another program' : `pid ${holder.pid} (${holder.command})`;
  return new SlipwayError('E_DISK_IN_USE', `the disk ${path} is in use by ${who}`, {
    hint: 'A disk serves one program at a time: end that one, or stop its machine.',
  });
}

/** A process that has the file open; undefined if there is none, or none that this user may look at. */
async function findHolder(path: string): Promise<DiskHolder | undefined> {
  const target = await realpath(path);
  return process.platform === 'linux' ? findInProc(target) : findByLsof(target);
}

async function findInProc(target: string): Promise<DiskHolder | undefined> {
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue;
    if (!(await holds(entry, target))) continue;
    const command = await readFile(`/proc/${entry}/comm`, 'utf8').catch(() => 'unknown');
    return { pid: Number(entry), command: command.trim() };
  }
  return undefined;
}

async function holds(pid: string, target: string): Promise<boolean> {
  const folder = `/proc/${pid}/fd`;
  const descriptors = await readdir(folder).catch(() => []);
  const targets = await Promise.all(
    descriptors.map((fd) => readlink(`${folder}/${fd}`).catch(() => undefined)),
  );
  return targets.includes(target);
}

async function findByLsof(target: string): Promise<DiskHolder | undefined> {
  const { stdout } = await run('lsof', ['-F', 'pc', '--', target], {
    timeoutMs: LSOF_TIMEOUT_MS,
    expect: [0, 1],
  });
  return parseLsof(stdout);
}

/** The first process in lsof's field output: a line `p` and its pid, a line `c` and its command. */
export function parseLsof(fields: string): DiskHolder | undefined {
  const match = /^p(\d+)\nc(.*)$/m.exec(fields);
  return match === null ? undefined : { pid: Number(match[1]), command: match[2] ?? '' };
}
