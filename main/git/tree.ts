// The files of a commit, as git keeps them: byte for byte, whatever attributes and filters would make of them.

import { SlipwayError } from '../../preload/contract/errors.ts';
import type { StartedTool } from '../lib/exec.ts';
import { git, startGit } from './git.ts';

export interface CommitEntry {
  path: string;
  kind: 'file' | 'program' | 'link' | 'folder' | 'submodule';
  object: string;
  sizeBytes: number;
}

const KINDS: Readonly<Record<string, CommitEntry['kind']>> = {
  '100644': 'file',
  // Written by a git of 2005.
  '100664': 'file',
  '100755': 'program',
  '120000': 'link',
  '040000': 'folder',
  '160000': 'submodule',
};

/**
 * @param prefix a folder of the commit: `` or `services/app/`
 * @throws E_NOT_FOUND if the commit has no such folder
 */
export async function listCommit(top: string, hash: string, prefix: string): Promise<CommitEntry[]> {
  const folder = prefix.replace(/\/$/, '');
  const tree = `${hash}:${folder}`;
  const answer = await git(
    top,
    'ls-tree',
    '-r',
    '-t',
    '-l',
    '-z',
    '--full-tree',
    '--end-of-options',
    tree,
  ).catch((cause: unknown) => {
    throw new SlipwayError('E_NOT_FOUND', `the commit ${hash.slice(0, 12)} has no folder ${folder}`, {
      cause,
    });
  });
  return answer.split('\0').flatMap((line) => {
    const [, mode = '', object = '', size = '', path] =
      /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t([^]*)$/.exec(line) ?? [];
    const kind = KINDS[mode];
    if (path === undefined || kind === undefined) return [];
    return [{ path, kind, object, sizeBytes: size === '-' ? 0 : Number(size) }];
  });
}

export interface Objects {
  /** A file's bytes, one file after the other however many ask at once. @throws E_TOOL_FAILED */
  read(object: string): AsyncGenerator<Buffer>;
  close(): void;
}

/** Keeps one git for all of them: a process for each file would take a minute for 20,000. */
export function openObjects(top: string): Objects {
  let reader: Reader | undefined;
  let turn = Promise.resolve();
  return {
    async *read(object) {
      const before = turn;
      const mine = nextTurn();
      turn = mine.over;
      await before;
      reader ??= new Reader(startGit(top, 'cat-file', '--batch'));
      let isWhole = false;
      try {
        yield* reader.read(object);
        isWhole = true;
      } finally {
        // Bytes that nobody took stand before the next answer.
        if (!isWhole) {
          reader.stop();
          reader = undefined;
        }
        mine.end();
      }
    },
    close: () => {
      reader?.stop();
      reader = undefined;
    },
  };
}

function nextTurn(): { over: Promise<void>; end(): void } {
  const turn = { end: () => {} };
  const over = new Promise<void>((resolve) => {
    turn.end = resolve;
  });
  return { over, end: () => turn.end() };
}

/** Source: git-cat-file(1), BATCH OUTPUT: `<object> blob <size>`, the bytes, a line feed. */
class Reader {
  readonly #git: StartedTool;
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(tool: StartedTool) {
    this.#git = tool;
    this.#chunks = tool.stdout[Symbol.asyncIterator]();
  }

  async *read(object: string): AsyncGenerator<Buffer> {
    this.#git.stdin.write(`${object}\n`);
    const head = await this.#line();
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(head)?.[1];
    if (size === undefined) {
      throw new SlipwayError('E_TOOL_FAILED', `git has no file ${object} (${head})`, {
        hint: 'A partial clone lacks files: git fetch --refetch, or clone it whole.',
      });
    }
    for (let left = Number(size); left > 0;) {
      if (this.#rest.length === 0) await this.#more();
      const piece = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
    while (this.#rest.length === 0) await this.#more();
    this.#rest = this.#rest.subarray(1);
  }

  stop(): void {
    this.#git.stop();
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#rest.indexOf(0x0a);
      if (end >= 0) {
        const line = this.#rest.toString('utf8', 0, end);
        this.#rest = this.#rest.subarray(end + 1);
        return line;
      }
      await this.#more();
    }
  }

  async #more(): Promise<void> {
    const next = await this.#chunks.next();
    if (next.done === true) {
      await this.#git.ended;
      throw new SlipwayError('E_TOOL_FAILED', 'git ended before it had answered');
    }
    this.#rest = this.#rest.length === 0 ? next.value : Buffer.concat([this.#rest, next.value]);
  }
}
