// What decides an image's bytes: packages and our own files. The same inputs give the same image, so it is not rebuilt.

import { createHash } from 'node:crypto';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { VmArch } from '../main/vm-image/manifest.ts';
import type { DebianPackage } from './packages.ts';

export interface ImageInputs {
  arch: VmArch;
  packages: readonly DebianPackage[];
  /** The one time every file of the image carries, in Unix seconds: that of the newest package. */
  epochSeconds: number;
  /** The folder of this builder, with `rootfs/` and `initrd/`. */
  sources: string;
  /** A digest of all of the above. */
  id: string;
}

export async function imageInputs(
  arch: VmArch,
  packages: readonly DebianPackage[],
  sources: string,
): Promise<ImageInputs> {
  const times = await Promise.all(packages.map(({ file }) => packageTime(file)));
  const hash = createHash('sha256').update(arch);
  for (const { name, version } of packages) hash.update(`\0${name}=${version}`);
  for (const path of (await readdir(sources, { recursive: true })).toSorted()) {
    const { isFile, mode } = await stat(join(sources, path)).then((s) => ({
      isFile: s.isFile(),
      mode: s.mode,
    }));
    if (isFile) hash.update(`\0${path} ${mode & 0o111}\0`).update(await readFile(join(sources, path)));
  }
  return { arch, packages, epochSeconds: Math.max(...times), sources, id: hash.digest('hex') };
}

/** When a .deb was made, in Unix seconds: the time of its first member, in ar's 12 decimal digits at byte 24. */
async function packageTime(deb: string): Promise<number> {
  const file = await open(deb, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 24);
    return Number(buffer.toString('latin1').trim());
  } finally {
    await file.close();
  }
}
