// A file of JSON lines that only grows at its end, stays within a size, and never stops its writer.

import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { PRIVATE_FILE } from './files.ts';

export interface JsonLines {
  /** Writes at once, so that a crash loses nothing that was told. A full disk loses the line, not the writer. */
  append(value: object): void;
  close(): void;
}

/** One file of this size, and one before it, are kept. */
const MAX_BYTES = 5 * 1024 * 1024;
/** The last lines of a file are read from so many bytes. */
const TAIL_BYTES = 64 * 1024;

/**
 * Opens a file for appending, 0600; past `maxBytes` it becomes PATH.1 and a new one begins.
 * @param rewrite sees each line before it is written
 */
export function openJsonLines(
  path: string,
  { maxBytes = MAX_BYTES, rewrite = (line: string) => line } = {},
): JsonLines {
  let fd: number | undefined;
  let size = 0;
  const reopen = () => {
    close();
    fd = openSync(path, 'a', PRIVATE_FILE);
    size = fstatSync(fd).size;
  };
  const close = () => {
    if (fd !== undefined) closeSync(fd);
    fd = undefined;
  };
  return {
    append(value) {
      const line = Buffer.from(`${rewrite(JSON.stringify(value))}\n`);
      try {
        if (fd === undefined) reopen();
        if (size > 0 && size + line.length > maxBytes) {
          renameSync(path, `${path}.1`);
          reopen();
        }
        if (fd !== undefined) size += writeSync(fd, line);
      } catch {
        // Nobody is left to tell; the next line tries again with a new file.
        close();
      }
    },
    close,
  };
}

/** The last whole lines of a text file, oldest first; none where there is no file. @param count at most so many */
export async function readLastLines(path: string, count: number): Promise<string[]> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return [];
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
    const lines = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/);
    return lines
      .slice(from === 0 ? 0 : 1)
      .filter((line) => line.trim() !== '')
      .slice(-count);
  } finally {
    await file.close();
  }
}
