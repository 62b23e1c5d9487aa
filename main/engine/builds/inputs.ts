// What a build was made of, small enough to be kept: for the next one of its name to be compared with.

import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { TreeEntry } from './file-tree.ts';

/** What is known of a file: kind and size and mode, when it was written, and a sum of its bytes if they were seen. */
const FileStamp = z.object({
  kind: z.enum(['file', 'folder', 'link']),
  size: z.number(),
  mode: z.number(),
  mtime: z.number(),
  target: z.string().optional(),
  sum: z.number().optional(),
});
export type FileStamp = z.infer<typeof FileStamp>;

export const BuildInputs = z.object({
  build: z.string(),
  builder: z.enum(['BuildKit', 'classic']),
  platform: z.string(),
  /** Those that were given. */
  args: z.record(z.string(), z.string()),
  /** Its text. */
  dockerfile: z.string(),
  /** Ids or digests of the images it began with, by their names. */
  bases: z.record(z.string(), z.string()),
  /** Names of the Dockerfile's steps that came to an end. */
  settled: z.array(z.string()),
  files: z.record(z.string(), FileStamp),
});
export type BuildInputs = z.infer<typeof BuildInputs>;

/** Of a file that is not sent, as far as the one before is still the same, the sum is still the same. */
export function carrySums(
  files: ReadonlyMap<string, FileStamp>,
  before: Readonly<Record<string, FileStamp>>,
): Record<string, FileStamp> {
  return Object.fromEntries(
    [...files].map(([path, stamp]) => {
      const known = Object.hasOwn(before, path) ? before[path] : undefined;
      const isSame = known?.size === stamp.size && known.mtime === stamp.mtime;
      return [
        path,
        stamp.sum === undefined && isSame && known.sum !== undefined ? { ...stamp, sum: known.sum } : stamp,
      ];
    }),
  );
}

/** Whether a builder would see a difference: it does not look at when a file was written. */
export function differs(one: FileStamp, other: FileStamp): boolean {
  if (one.kind !== other.kind || one.size !== other.size || one.mode !== other.mode) return true;
  if (one.kind !== 'file') return one.target !== other.target;
  if (one.sum !== undefined && other.sum !== undefined) return one.sum !== other.sum;
  return one.mtime !== other.mtime;
}

export interface Stamps {
  told(entry: TreeEntry): void;
  sent(entry: TreeEntry, bytes: Buffer): void;
  readonly files: ReadonlyMap<string, FileStamp>;
}

/** Notes every file that a builder is told of, and the sum of what is sent: it tells changes apart, it proves nothing. */
export function collectStamps(): Stamps {
  const files = new Map<string, FileStamp>();
  return {
    files,
    told: ({ path, kind, sizeBytes, mode, mtimeMs, target }) => {
      files.set(path, {
        kind,
        size: sizeBytes,
        mode,
        mtime: mtimeMs,
        ...(target === undefined ? {} : { target }),
      });
    },
    sent: ({ path }, bytes) => {
      const stamp = files.get(path);
      if (stamp !== undefined) stamp.sum = crc32(bytes, stamp.sum ?? 0);
    },
  };
}
