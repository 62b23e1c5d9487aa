// Makes, checks and grows a machine's data disk; the only place that spells qemu-img. A disk that looks wrong is
// refused and left as it is: what is in it belongs to the user.

import { constants } from 'node:fs';
import { chmod, copyFile, link, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { run, type RunResult } from '../../lib/exec.ts';
import { errnoOf, explainFileError, PRIVATE_FILE, syncFolder } from '../../lib/files.ts';
import { diskInUse, isLockComplaint } from './disk-holder.ts';
import { parseQcow2Header, QCOW2_HEADER_BYTES, type Qcow2Header } from './qcow2-header.ts';
import { findQemuImg } from './version.ts';

/** A check reads only the disk's tables: 35 ms for 4 GB in use, some seconds for terabytes. */
const CHECK_TIMEOUT_MS = 60_000;
const RESIZE_TIMEOUT_MS = 60_000;
const GIB = 1024 ** 3;
/** qemu-img check's exit codes; 1 is a check that could not be carried through. */
const CHECK = { clean: 0, failed: 1, corrupt: 2, leaking: 3 } as const;

/**
 * Makes a data disk out of the VM image's empty one. It is there as a whole or not at all, and no other is replaced.
 * @throws E_CONFLICT if a file is there already, E_DISK_FULL, E_NO_PERMISSION, E_DISK_SHRINK below the template's size
 */
export async function createDataDisk(template: string, path: string, diskGiB: number): Promise<void> {
  const aside = `${path}.${process.pid}.tmp`;
  try {
    await copyFile(template, aside, constants.COPYFILE_FICLONE);
    await chmod(aside, PRIVATE_FILE);
    await growDataDisk(aside, diskGiB);
    await flush(aside);
    // A link, unlike a rename, never replaces what is there.
    await link(aside, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    if (errnoOf(cause) === 'EEXIST') {
      throw new SlipwayError('E_CONFLICT', `a data disk is already at ${path}; it was left as it is`, {
        cause,
      });
    }
    throw explainFileError(path, cause);
  } finally {
    await rm(aside, { force: true });
  }
}

/**
 * Whether a disk may be booted from; leaks (space lost, nothing else) are repaired, all other damage is left alone.
 * @throws E_DISK_UNREADABLE, E_DISK_BACKING_FILE, E_DISK_DAMAGED, E_DISK_IN_USE naming the holder, E_TIMED_OUT
 */
export async function inspectDataDisk(path: string): Promise<{ leaksRepaired: boolean }> {
  await requireSoundHeader(path);
  const { code, stderr } = await qemuImgCheck(path, []);
  switch (code) {
    case CHECK.clean:
      return { leaksRepaired: false };
    case CHECK.leaking:
      await qemuImgCheck(path, ['-r', 'leaks']);
      return { leaksRepaired: true };
    case CHECK.corrupt:
      throw damaged(path, 'its tables contradict each other');
    default:
      if (isLockComplaint(stderr)) throw await diskInUse(path);
      throw damaged(path, stderr.trim().split('\n').at(-1) ?? 'the check could not be carried through');
  }
}

/**
 * Grows a disk to a size; a disk that has it already is left alone, so a cut-off call may be repeated.
 * @throws E_DISK_SHRINK if the disk is larger, what {@link inspectDataDisk} throws for a header, E_DISK_IN_USE, E_DISK_FULL
 */
export async function growDataDisk(path: string, diskGiB: number): Promise<void> {
  const { virtualBytes } = await requireSoundHeader(path);
  const wantedBytes = diskGiB * GIB;
  if (virtualBytes === wantedBytes) return;
  if (virtualBytes > wantedBytes) {
    throw new SlipwayError(
      'E_DISK_SHRINK',
      `the disk ${path} has ${formatGiB(virtualBytes)} GiB and cannot shrink to ${diskGiB} GiB`,
      { hint: 'A disk only grows; for a smaller one make a new machine.' },
    );
  }
  const { code, stderr } = await qemuImg(
    ['resize', '-q', '-f', 'qcow2', path, String(wantedBytes)],
    RESIZE_TIMEOUT_MS,
  );
  if (code === 0) return;
  if (isLockComplaint(stderr)) throw await diskInUse(path);
  if (/No space left/.test(stderr))
    throw new SlipwayError('E_DISK_FULL', `cannot grow ${path}: the disk is full`);
  throw new SlipwayError('E_TOOL_FAILED', `cannot grow ${path}: ${stderr.trim()}`);
}

/** How much a disk file seems to take of the host, and how much it takes. */
export async function diskUsage(path: string): Promise<{ apparentBytes: number; realBytes: number }> {
  const { size, blocks } = await stat(path);
  // POSIX leaves the unit open, but Linux and macOS both count blocks of 512 bytes.
  return { apparentBytes: size, realBytes: blocks * 512 };
}

type SoundHeader = Extract<Qcow2Header, { kind: 'qcow2' }>;

async function requireSoundHeader(path: string): Promise<SoundHeader> {
  const header = parseQcow2Header(await readHeader(path));
  if (header.kind === 'unreadable') throw unreadable(path, 'exists but is unreadable');
  if (header.hasBackingFile || header.hasExternalData) {
    const what = header.hasBackingFile ? 'a backing file' : 'an external data file';
    throw new SlipwayError('E_DISK_BACKING_FILE', `the disk ${path} has ${what}, which no disk of ours has`, {
      hint: 'It would show a file of this computer to the machine. Put the disk back from a backup.',
    });
  }
  if (header.isMarkedCorrupt) throw damaged(path, 'QEMU marked it as corrupt');
  return header;
}

async function readHeader(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(QCOW2_HEADER_BYTES), { position: 0 });
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (errnoOf(cause) === 'ENOENT') throw unreadable(path, 'is missing');
    throw explainFileError(path, cause, 'read');
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function qemuImgCheck(path: string, repair: readonly string[]): Promise<RunResult> {
  return qemuImg(['check', '-q', '-f', 'qcow2', ...repair, path], CHECK_TIMEOUT_MS);
}

async function qemuImg(args: readonly string[], timeoutMs: number): Promise<RunResult> {
  return run(await findQemuImg(), args, { timeoutMs, expect: Object.values(CHECK) });
}

function unreadable(path: string, what: string): SlipwayError {
  return new SlipwayError('E_DISK_UNREADABLE', `the disk ${path} ${what}; no new disk was made`, {
    hint: 'Put it back from a backup, or delete the machine to begin anew.',
  });
}

function damaged(path: string, why: string): SlipwayError {
  return new SlipwayError('E_DISK_DAMAGED', `the disk ${path} is damaged (${why}); it was left as it is`, {
    hint: `Copy it to a safe place, then try: qemu-img check -r all ${JSON.stringify(path)}`,
  });
}

function formatGiB(bytes: number): string {
  return Number((bytes / GIB).toFixed(2)).toString();
}
