// One file for download: the image's folder as a compressed tar whose bytes depend on the content only.

import { rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { run } from '../main/lib/exec.ts';
import { VM_IMAGE_FILES, type VmImageManifest } from '../main/vm-image/manifest.ts';

/**
 * Writes `slipway-vm-ARCH-VERSION.tar.zst` beside the image's folder.
 * @returns the archive's path and its size in bytes
 */
export async function archiveImage(dir: string, manifest: VmImageManifest, epochSeconds: number) {
  const path = join(dirname(dir), `slipway-vm-${manifest.arch}-${manifest.version}.tar.zst`);
  const tar = `${path}.tar`;
  const names = ['manifest.json', ...VM_IMAGE_FILES].toSorted().map((name) => join(basename(dir), name));
  const owner = ['--owner=0', '--group=0', '--numeric-owner', '--mode=u=rw,go=r'];
  const time = `--mtime=@${epochSeconds}`;
  await run('tar', ['--format=ustar', ...owner, time, '-C', dirname(dir), '-cf', tar, ...names]);
  await run('zstd', ['-q', '-f', '-19', '--long=27', '-T0', tar, '-o', path]);
  await rm(tar);
  return { path, size: (await stat(path)).size };
}
