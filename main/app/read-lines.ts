// Reads a text file line by line, and goes on as it grows, is replaced or begins anew.

import { open, stat, type FileHandle } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as delay } from 'node:timers/promises';
import { errnoOf, explainFileError } from '../lib/files.ts';

export interface ReadOptions {
  /** Go on as more is written; ends only when the reader leaves or the signal comes. */
  follow: boolean;
  /** Only so many lines of what is there now. */
  lastLines?: number;
  signal?: AbortSignal;
}

const CHUNK_BYTES = 64 * 1024;
/** How long a new line may go unseen; watching for changes is not to be relied on across file systems. */
const LOOK_EVERY_MS = 200;

/** The lines of a file, none if there is none yet. @throws E_NO_PERMISSION */
export async function* readLines(path: string, options: ReadOptions): AsyncGenerator<string> {
  const { lastLines, ...always } = options;
  // A file that takes this one's place is new from its first line on.
  let first: Pick<ReadOptions, 'lastLines'> = lastLines === undefined ? {} : { lastLines };
  do {
    const file = await openIfThere(path);
    if (file === undefined) {
      if (!options.follow) return;
      await delay(LOOK_EVERY_MS, undefined, { signal: options.signal });
      continue;
    }
    try {
      yield* readOpened(path, file, { ...always, ...first });
    } finally {
      await file.close();
    }
    first = {};
  } while (options.follow);
}

/** Lines until the file ends, or, following, until another file has its name or it was cut. */
async function* readOpened(path: string, file: FileHandle, options: ReadOptions): AsyncGenerator<string> {
  const lines = lineSplitter();
  const kept: string[] = [];
  let isPast = options.lastLines === undefined;
  let isLeft = false;
  for (let position = 0; ;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, position);
    position += bytesRead;
    const found = lines.push(buffer.subarray(0, bytesRead));
    if (isPast) yield* found;
    else keepLast(kept, found, options.lastLines ?? 0);
    if (bytesRead > 0) continue;
    if (!isPast) yield* kept.splice(0);
    isPast = true;
    if (isLeft || !options.follow) return yield* lines.rest();
    await delay(LOOK_EVERY_MS, undefined, { signal: options.signal });
    // What was written before it was replaced is read in one more round.
    isLeft = await isReplaced(path, file, position);
  }
}

function keepLast(kept: string[], found: readonly string[], count: number): void {
  for (const line of found) kept.push(line);
  kept.splice(0, Math.max(0, kept.length - count));
}

async function isReplaced(path: string, file: FileHandle, position: number): Promise<boolean> {
  const [named, opened] = await Promise.all([stat(path).catch(() => undefined), file.stat()]);
  return opened.size < position || (named !== undefined && named.ino !== opened.ino);
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  return open(path, 'r').catch((cause: unknown) => {
    if (errnoOf(cause) === 'ENOENT') return undefined;
    throw explainFileError(path, cause, 'read');
  });
}

/** Cuts bytes into lines; a character or a line that is not whole yet waits for the rest of it. */
function lineSplitter() {
  const decoder = new StringDecoder('utf8');
  let unfinished = '';
  return {
    push(bytes: Buffer): string[] {
      const parts = (unfinished + decoder.write(bytes)).split(/\r?\n/);
      unfinished = parts.pop() ?? '';
      return parts;
    },
    rest: (): string[] => (unfinished === '' ? [] : [unfinished]),
  };
}
