// Which images are shown, how they are called, and what goes when they are removed. Pure.

import type { ImageRow } from '../../../preload/contract/images.ts';
import { ImageRef } from '../../../preload/contract/ids.ts';
import { shortId } from '../../ui/format.ts';

export type ImageKind = 'all' | 'used' | 'unused' | 'dangling';

export function isOfKind({ tags, usedBy }: ImageRow, kind: ImageKind): boolean {
  switch (kind) {
    case 'all':
      return true;
    case 'used':
      return usedBy.length > 0;
    case 'unused':
      return usedBy.length === 0;
    default:
      return tags.length === 0 && usedBy.length === 0;
  }
}

export function countKinds(rows: readonly ImageRow[]): Record<ImageKind, number> {
  const count = (kind: ImageKind) => rows.filter((row) => isOfKind(row, kind)).length;
  return { all: rows.length, used: count('used'), unused: count('unused'), dangling: count('dangling') };
}

/** Every word of the search has to be in a tag, the id, or the name of a container that uses it. */
export function findImages(rows: readonly ImageRow[], search: string, kind: ImageKind): ImageRow[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (!isOfKind(row, kind)) return false;
    const texts = [...row.tags, row.id, ...row.usedBy].map((text) => text.toLowerCase());
    return wanted.every((word) => texts.some((text) => text.includes(word)));
  });
}

export function totalBytes(rows: readonly ImageRow[]): number {
  return rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** Its first tag, else its short id. */
export function imageName({ tags, id }: Pick<ImageRow, 'tags' | 'id'>): string {
  return tags[0] ?? shortId(id);
}

/** By which an image is removed or saved: each of its names, so that none is left over; the id where it has none. */
export function referencesOf(rows: readonly Pick<ImageRow, 'tags' | 'id'>[]): string[] {
  return rows.flatMap(({ tags, id }) => (tags.length > 0 ? tags : [id]));
}

/** Whether the engine would look for an image by it: only a registry's name and a tag may have capitals. */
export function isReference(text: string): boolean {
  const parts = text.replace(/[:@][^/]*$/, '').split('/');
  const names = parts.length > 1 && /[.:]/.test(parts[0] ?? '') ? parts.slice(1) : parts;
  return ImageRef.safeParse(text).success && !names.some((name) => /[A-Z]/.test(name));
}

/** What a removal took away: names, and layers by their ids. */
export function countRemoved(removed: readonly string[]): { names: number; layers: number } {
  const layers = removed.filter((name) => name.startsWith('sha256:')).length;
  return { names: removed.length - layers, layers };
}
