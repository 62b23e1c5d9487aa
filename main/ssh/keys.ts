// A machine's SSH keys: ours for the guest, and the guest's own, which is made here so that it can be pinned.

import { chmod, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { errnoOf, makePrivateFolder, PRIVATE_FILE, PRIVATE_FOLDER, writeFileAtomic } from '../lib/files.ts';
import type { MachinePaths } from '../machine/paths.ts';
import {
  dropbearPrivateKey,
  makeEd25519Pair,
  opensshPrivateKey,
  parseDropbearPrivateKey,
  parseOpensshPrivateKey,
  publicKeyLine,
  type Ed25519Pair,
} from './key-formats.ts';

/** The part of a machine's paths that SSH needs. */
export type SshPaths = Pick<MachinePaths, 'folder' | 'ssh'>;

export interface SshKeyReport {
  /** `made` where there were none; `repaired` if a private key was lost or damaged and is a new one now. */
  state: 'kept' | 'made' | 'repaired';
  /** What was wrong and has been put right: a line each. */
  warnings: string[];
}

/** Where each file is; the guest's key is in dropbear's format, which only dropbear reads. */
export function sshFiles(paths: SshPaths) {
  return {
    clientKey: join(paths.ssh, 'id_ed25519'),
    clientPublic: join(paths.ssh, 'id_ed25519.pub'),
    hostKey: join(paths.ssh, 'host_ed25519'),
    hostPublic: join(paths.ssh, 'host_ed25519.pub'),
    knownHosts: join(paths.ssh, 'known_hosts'),
  } as const;
}

/**
 * Makes what is missing and brings the public files in line with the private ones.
 * To be called before a start: a running guest keeps the host key it was given.
 * @param port of 127.0.0.1, for known_hosts, so that plain `ssh` trusts the guest too
 * @throws E_NO_PERMISSION, E_DISK_FULL
 */
export async function ensureSshKeys(paths: SshPaths, { port }: { port: number }): Promise<SshKeyReport> {
  const files = sshFiles(paths);
  const machine = basename(paths.folder);
  await makePrivateFolder(paths.ssh);
  const warnings = [
    ...(await closeToOthers(paths.ssh, PRIVATE_FOLDER)),
    ...(await closeToOthers(files.clientKey, PRIVATE_FILE)),
    ...(await closeToOthers(files.hostKey, PRIVATE_FILE)),
  ];
  const clientComment = `slipway client of machine ${machine}`;
  const client = await keepOrMake(
    files.clientKey,
    (bytes) => parseOpensshPrivateKey(bytes.toString('utf8')),
    (pair) => opensshPrivateKey(pair, clientComment),
  );
  const host = await keepOrMake(files.hostKey, parseDropbearPrivateKey, dropbearPrivateKey);
  const hostLine = publicKeyLine(host.pair.publicKey, `slipway guest of machine ${machine}`);
  await writeIfOther(files.clientPublic, `${publicKeyLine(client.pair.publicKey, clientComment)}\n`);
  await writeIfOther(files.hostPublic, `${hostLine}\n`);
  await writeIfOther(files.knownHosts, `[127.0.0.1]:${port} ${hostLine}\n`);
  const before = [client.before, host.before];
  for (const { before: was, path } of [client, host]) {
    if (was === 'damaged') warnings.push(`${basename(path)} was damaged; a new key has been made`);
  }
  if (before.every((was) => was === 'missing')) return { state: 'made', warnings };
  return { state: before.every((was) => was === 'sound') ? 'kept' : 'repaired', warnings };
}

async function keepOrMake(
  path: string,
  parse: (bytes: Buffer) => Ed25519Pair | undefined,
  format: (pair: Ed25519Pair) => string | Uint8Array,
) {
  const bytes = await readIfPresent(path);
  const kept = bytes === undefined ? undefined : parse(bytes);
  if (kept !== undefined) return { path, pair: kept, before: 'sound' as const };
  const pair = makeEd25519Pair();
  await writeFileAtomic(path, format(pair), PRIVATE_FILE);
  return { path, pair, before: bytes === undefined ? ('missing' as const) : ('damaged' as const) };
}

async function writeIfOther(path: string, text: string): Promise<void> {
  const before = await readIfPresent(path);
  if (before?.toString('utf8') !== text) await writeFileAtomic(path, text, 0o644);
}

async function readIfPresent(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch((cause: unknown) => {
    if (errnoOf(cause) === 'ENOENT') return undefined;
    throw cause;
  });
}

async function closeToOthers(path: string, mode: number): Promise<string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || (found.mode & 0o077) === 0) return [];
  await chmod(path, mode);
  return [`${basename(path)} was open to other users; it is yours alone again`];
}
