// The six PEM files of a machine: read with care, swapped as a set.

import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SlipwayError } from '../../preload/contract/errors.ts';
import {
  errnoOf,
  makePrivateFolder,
  PRIVATE_FILE,
  readTextIfPresent,
  writeFileAtomic,
} from '../lib/files.ts';
import type { MachinePaths } from '../machine/paths.ts';

/** The contents of the files, each PEM. */
export interface CertificateSet {
  ca: string;
  caKey: string;
  server: string;
  serverKey: string;
  client: string;
  clientKey: string;
}
export type CertificateFile = keyof CertificateSet;

/** In the order in which a swap moves them: the docker client's first, since others may be reading those. */
export const CERTIFICATE_FILES: readonly CertificateFile[] = [
  'ca',
  'client',
  'clientKey',
  'caKey',
  'server',
  'serverKey',
];

/** Anybody may read a certificate; others must not write it. */
const PUBLIC_FILE = 0o644;

/** The part of a machine's paths that certificates live in. */
export type CertificatePaths = Pick<MachinePaths, 'folder' | 'certs' | 'authority'>;

/** Where each file is. The docker client's three have the names it looks for in DOCKER_CERT_PATH. */
export function certificateFiles(paths: CertificatePaths): Readonly<Record<CertificateFile, string>> {
  return {
    ca: join(paths.certs, 'ca.pem'),
    client: join(paths.certs, 'cert.pem'),
    clientKey: join(paths.certs, 'key.pem'),
    caKey: join(paths.authority, 'ca-key.pem'),
    server: join(paths.authority, 'server-cert.pem'),
    serverKey: join(paths.authority, 'server-key.pem'),
  };
}

/** The mode a file has: keys are their owner's alone. */
export function modeOf(file: CertificateFile): number {
  return file.endsWith('Key') ? PRIVATE_FILE : PUBLIC_FILE;
}

/** What is there. A file of a swap that a crash cut short counts as arrived; one that may not be read as missing. */
export async function readCertificates(paths: CertificatePaths): Promise<Partial<CertificateSet>> {
  const found: Partial<CertificateSet> = {};
  for (const [file, path] of entries(paths)) {
    const text =
      (await readIfAllowed(join(nextFolder(paths), basename(path)))) ?? (await readIfAllowed(path));
    if (text !== undefined) found[file] = text;
  }
  return found;
}

/**
 * Replaces all six files. They are written aside as a whole; from one rename on they are the set, and what a crash
 * leaves unmoved, finishSwap moves.
 * @throws E_DISK_FULL, E_NO_PERMISSION; the old set is then unchanged
 */
export async function swapCertificates(paths: CertificatePaths, set: CertificateSet): Promise<void> {
  const aside = `${nextFolder(paths)}.${process.pid}`;
  await makePrivateFolder(paths.certs);
  await makePrivateFolder(aside);
  try {
    const writes = entries(paths).map(([file, path]) =>
      writeFileAtomic(join(aside, basename(path)), set[file], modeOf(file)),
    );
    await Promise.all(writes);
    await rename(aside, nextFolder(paths));
  } catch (cause) {
    await rm(aside, { recursive: true, force: true });
    throw cause;
  }
  await syncFolder(paths.authority);
  await finishSwap(paths);
}

/** Moves what an interrupted swap left, and drops what never became a set. Does nothing where nothing is left. */
export async function finishSwap(paths: CertificatePaths): Promise<void> {
  const left = await readdir(paths.authority).catch((): string[] => []);
  const next = nextFolder(paths);
  for (const name of left.filter((entry) => entry.startsWith(`${basename(next)}.`))) {
    await rm(join(paths.authority, name), { recursive: true, force: true });
  }
  if (!left.includes(basename(next))) return;
  await makePrivateFolder(paths.certs);
  for (const [, path] of entries(paths)) await moveIfPresent(join(next, basename(path)), path);
  await syncFolder(paths.certs);
  await syncFolder(paths.authority);
  await rm(next, { recursive: true, force: true });
}

function entries(paths: CertificatePaths): [CertificateFile, string][] {
  const files = certificateFiles(paths);
  return CERTIFICATE_FILES.map((file) => [file, files[file]]);
}

/** The set that replaces the one in place. Beside the CA's key, so that one rename stays in one file system. */
function nextFolder(paths: CertificatePaths): string {
  return join(paths.authority, 'next');
}

async function moveIfPresent(from: string, to: string): Promise<void> {
  await rename(from, to).catch((cause: unknown) => {
    if (errnoOf(cause) === 'ENOENT') return;
    throw new SlipwayError('E_NO_PERMISSION', `cannot replace ${to}`, {
      hint: `Check who owns ${dirname(to)} and its permissions.`,
      cause,
    });
  });
}

async function readIfAllowed(path: string): Promise<string | undefined> {
  return readTextIfPresent(path).catch((cause: unknown) => {
    if (cause instanceof SlipwayError && cause.code === 'E_NO_PERMISSION') return undefined;
    throw cause;
  });
}

/** A rename is durable only once its folder is flushed too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
