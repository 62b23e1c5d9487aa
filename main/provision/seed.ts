// Writes what a guest has to know before it starts: a tar on a block device of its own, read once at boot.

import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { certificateFiles } from '../certs/files.ts';
import { PRIVATE_FILE, writeFileAtomic } from '../lib/files.ts';
import type { MachinePaths } from '../machine/paths.ts';
import { sshFiles } from '../ssh/keys.ts';
import { engineConfigText } from './engine-config.ts';

export interface SeedFile {
  /** Below the guest's /run/slipway. */
  name: string;
  data: string | Uint8Array;
}

/** A block device has whole sectors; a whole MiB is a multiple of any sector's size. */
const DEVICE_UNIT_BYTES = 1_048_576;

/** An uncompressed ustar, each file 0600 and root's, zero-padded to whole MiB; the same files give the same bytes. */
export async function seedTar(files: readonly SeedFile[]): Promise<Buffer> {
  const tar = pack();
  for (const { name, data } of files) {
    tar.entry({ name, mode: PRIVATE_FILE, mtime: new Date(0), uid: 0, gid: 0 }, Buffer.from(data));
  }
  tar.finalize();
  const bytes = await buffer(tar);
  const size = Math.ceil(bytes.length / DEVICE_UNIT_BYTES) * DEVICE_UNIT_BYTES;
  return Buffer.concat([bytes, Buffer.alloc(size - bytes.length)]);
}

/**
 * Writes the seed anew, 0600. To be called at each start, once the certificates and SSH keys are there.
 * @throws E_DISK_FULL, E_NO_PERMISSION; ENOENT if a key or certificate is missing
 */
export async function writeSeed(
  paths: Pick<MachinePaths, 'folder' | 'certs' | 'authority' | 'ssh' | 'seed'>,
  { hostname }: { hostname: string },
): Promise<void> {
  const certificates = certificateFiles(paths);
  const ssh = sshFiles(paths);
  const tar = await seedTar([
    { name: 'hostname', data: `${hostname}\n` },
    { name: 'engine/ca.pem', data: await readFile(certificates.ca) },
    { name: 'engine/cert.pem', data: await readFile(certificates.server) },
    { name: 'engine/key.pem', data: await readFile(certificates.serverKey) },
    { name: 'engine/daemon.json', data: engineConfigText() },
    { name: 'ssh/host_ed25519', data: await readFile(ssh.hostKey) },
    { name: 'ssh/authorized_keys', data: await readFile(ssh.clientPublic) },
  ]);
  await writeFileAtomic(paths.seed, tar, PRIVATE_FILE);
}
