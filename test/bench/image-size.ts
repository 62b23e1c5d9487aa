// How many bytes one would have to download: everything by the same compressor, at the same strength.

import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { run } from '../../main/lib/exec.ts';
import { archiveImage } from '../../vm-images/archive.ts';
import { atEnd } from './clean-up.ts';
import type { OurImage } from './our-guest.ts';
import { benchCache, type StockVm } from './stock-vm.ts';

const COMPRESS_TIMEOUT_MS = 60 * 60_000;

/** The archive that the image's builder makes: kernel, initrd, root and empty data disk. */
export function ourCompressedBytes({ folder, manifest }: OurImage): Promise<number> {
  return remembered(`slipway-${manifest.arch}-${manifest.version}`, async (aside) => {
    // The archive is written beside the image; a link keeps this one out of what may be published.
    const linked = join(aside, manifest.arch);
    await symlink(folder, linked);
    return (await archiveImage(linked, manifest, 0)).size;
  });
}

/** The stock disk, with kernel and initramfs in it, by the same `zstd -19 --long=27`. */
export function stockCompressedBytes(vm: StockVm): Promise<number> {
  return remembered(vm.folder, async (aside) => {
    const compressed = join(aside, 'disk.zst');
    const args = ['-q', '-19', '--long=27', '-T0', vm.disk, '-o', compressed];
    await run('zstd', args, { timeoutMs: COMPRESS_TIMEOUT_MS });
    return (await stat(compressed)).size;
  });
}

/** Compressing takes minutes, so the size is kept under the name of what never changes. */
async function remembered(name: string, measure: (aside: string) => Promise<number>): Promise<number> {
  const cache = join(benchCache(), 'archive-sizes.json');
  const known = (await readSizes(cache))[name];
  if (known !== undefined) return known;
  await mkdir(benchCache(), { recursive: true });
  const aside = await mkdtemp(join(benchCache(), 'compressing-'));
  const forget = atEnd(() => rm(aside, { recursive: true, force: true }));
  try {
    const bytes = await measure(aside);
    await writeFile(cache, JSON.stringify({ ...(await readSizes(cache)), [name]: bytes }));
    return bytes;
  } finally {
    forget();
    await rm(aside, { recursive: true, force: true });
  }
}

async function readSizes(cache: string): Promise<Record<string, number>> {
  const text = await readFile(cache, 'utf8').catch(() => '{}');
  return z.record(z.string(), z.number()).parse(JSON.parse(text));
}
