// Files that are sent to a builder: what a tree of them is, and which part of it is wanted.

import { compilePatterns, type Inherited, type Patterns } from './patterns.ts';

export interface TreeEntry {
  /** Below the tree's top, without a leading slash. */
  path: string;
  kind: 'file' | 'folder' | 'link';
  /** Permission bits, with setuid, setgid and sticky as `st_mode` has them. */
  mode: number;
  sizeBytes: number;
  mtimeMs: number;
  /** Of a link, as it is written. */
  target?: string;
}

export interface FileTree {
  /**
   * Everything in the tree, a folder before what is in it, names in the order of their bytes.
   * @param descend whether anything in a folder can be wanted
   */
  walk(descend: (folder: string) => boolean, signal: AbortSignal): AsyncIterable<TreeEntry>;
  /** One entry; undefined where there is none. */
  find(path: string): Promise<TreeEntry | undefined>;
  /** Names in a folder; none where it is no folder. */
  names(folder: string): Promise<readonly string[]>;
  /**
   * A file's bytes as they are now. A piece is good until the next one is taken: files of gigabytes go through one buffer.
   * @param entry as `walk` or `find` gave it
   */
  read(entry: TreeEntry, signal: AbortSignal): AsyncIterable<Buffer>;
}

export interface Wanted {
  /** All where there is none. */
  include: readonly string[];
  exclude: readonly string[];
  /** Folders that only the classic client leaves out: it reads `!` without wildcards when it decides where to look. */
  prunesAsClassic?: boolean;
}

interface Level {
  folder: TreeEntry;
  included: Inherited | undefined;
  excluded: Inherited | undefined;
  isTold: boolean;
}

/**
 * The wanted entries of a tree in its order; a folder that is not wanted itself comes along once something in it is.
 * Source: github.com/tonistiigi/fsutil, filter.go, and moby's pkg/archive for the classic client.
 */
export async function* wantedEntries(
  tree: FileTree,
  wanted: Wanted,
  signal: AbortSignal,
): AsyncGenerator<TreeEntry> {
  const include = wanted.include.length === 0 ? undefined : compilePatterns(wanted.include);
  const exclude = wanted.exclude.length === 0 ? undefined : compilePatterns(wanted.exclude);
  const skipped = new Set<string>();
  const levels: Level[] = [];
  for await (const entry of tree.walk((folder) => !skipped.delete(folder), signal)) {
    while (levels.length > 0 && !entry.path.startsWith(`${levels.at(-1)?.folder.path}/`)) levels.pop();
    const above = levels.at(-1);
    const isIn = include?.match(entry.path, above?.included);
    const isOut = exclude?.match(entry.path, above?.excluded);
    const isWanted = (isIn?.matched ?? true) && !(isOut?.matched ?? false);
    if (entry.kind === 'folder') {
      if (!mayHold(entry.path, include, isIn, exclude, isOut, wanted)) skipped.add(entry.path);
      levels.push({
        folder: entry,
        included: isIn?.inherited,
        excluded: isOut?.inherited,
        isTold: isWanted,
      });
    }
    if (!isWanted) continue;
    for (const level of levels) {
      if (level.isTold) continue;
      level.isTold = true;
      yield level.folder;
    }
    yield entry;
  }
}

interface Matched {
  matched: boolean;
}

/** Whether something in a folder can be wanted, though the folder itself is not. */
function mayHold(
  folder: string,
  include: Patterns | undefined,
  isIn: Matched | undefined,
  exclude: Patterns | undefined,
  isOut: Matched | undefined,
  { prunesAsClassic = false }: Wanted,
): boolean {
  if (include !== undefined && isIn?.matched === false && !leadsInto(include, folder, false, false)) {
    return false;
  }
  if (exclude === undefined || isOut?.matched !== true) return true;
  return leadsInto(exclude, folder, true, prunesAsClassic);
}

const GLOB = /[*[\]?^\\]/;

/** Whether one of the patterns (or of the exceptions) can match below a folder. */
function leadsInto(patterns: Patterns, folder: string, isException: boolean, asClassic: boolean): boolean {
  const texts = patterns.texts.flatMap((pattern) =>
    pattern.isException === isException ? [pattern.text] : [],
  );
  if (asClassic) return texts.some((text) => `${text}/`.startsWith(`${folder}/`));
  const starts = texts.map((text) => text.replace(/\/\*\*$/, '').replace(/\/\*$/, ''));
  // One that has a wildcard before its end may match anywhere.
  if (starts.some((start) => GLOB.test(start))) return true;
  return starts.some((start) => `${start}/`.startsWith(`${folder}/`));
}
