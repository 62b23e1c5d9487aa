// Where the image's bytes go: a table for people.

import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { VmImageManifest } from '../main/vm-image/manifest.ts';

export interface Share {
  what: string;
  bytes: number;
}

/** Bytes of the largest files in the root, and of all others together, largest first. */
export async function rootShares(root: string, count: number): Promise<Share[]> {
  const usr = join(root, 'usr');
  const shares: Share[] = [];
  for (const path of await readdir(usr, { recursive: true })) {
    const stat = await lstat(join(usr, path));
    if (!stat.isFile()) continue;
    const module = path.endsWith('.ko');
    const what = module ? 'usr/lib/modules (kernel modules)' : `usr/${path}`;
    const known = shares.find((share) => module && share.what === what);
    if (known === undefined) shares.push({ what, bytes: stat.size });
    else known.bytes += stat.size;
  }
  const sorted = shares.toSorted((a, b) => b.bytes - a.bytes);
  const rest = sorted.slice(count).reduce((sum, { bytes }) => sum + bytes, 0);
  return [...sorted.slice(0, count), { what: 'everything else', bytes: rest }];
}

/** The image's files and the root's shares as lines of text. */
export function sizeTable(manifest: VmImageManifest, root: readonly Share[]): string {
  const files = Object.entries(manifest.files).map(([what, { size }]) => ({ what, bytes: size }));
  const inRoot = root.map(({ what, bytes }) => ({ what: `  ${what}`, bytes }));
  return [...files, { what: 'of root.erofs:', bytes: 0 }, ...inRoot]
    .map(({ what, bytes }) => (bytes === 0 ? what : `${what.padEnd(50)} ${mebibytes(bytes)}`))
    .join('\n');
}

export function mebibytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1).padStart(7)} MiB`;
}
