// The paths a builder asks to be followed, with every link on their way and what the links lead to, as patterns.
// Source: github.com/tonistiigi/fsutil, followlinks.go.

import { posix } from 'node:path';
import type { FileTree } from './file-tree.ts';
import { compilePatterns } from './patterns.ts';

/** As many as the kernel follows (path_resolution(7)). */
const MOST_LINKS = 255;

/**
 * @param paths of what COPY and ADD name; their last names may hold wildcards
 * @returns none where everything is asked for
 */
export async function linksIn(tree: FileTree, paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    const relative = insideTop(path);
    // The top itself: everything.
    if (relative === '') return [];
    await follow(tree, relative, found, 0);
  }
  return [...found];
}

async function follow(tree: FileTree, path: string, found: Set<string>, depth: number): Promise<void> {
  if (depth > MOST_LINKS || found.has(path)) return;
  const names = path.split('/');
  for (const [index, name] of names.entries()) {
    const folder = names.slice(0, index).join('/');
    const rest = names.slice(index + 1);
    if (/[*?[\\]/.test(name)) {
      // Links among what the wildcard stands for lead elsewhere too.
      const pattern = compilePatterns([name]);
      found.add(path);
      for (const one of await tree.names(folder)) {
        if (pattern.match(one, undefined).matched)
          await follow(tree, [folder, one, ...rest].filter(Boolean).join('/'), found, depth + 1);
      }
      return;
    }
    const at = folder === '' ? name : `${folder}/${name}`;
    const entry = await tree.find(at);
    if (entry?.kind !== 'link') continue;
    found.add(at);
    const target = entry.target ?? '';
    const led = insideTop(target.startsWith('/') ? target : `${folder}/${target}`);
    await follow(tree, [led, ...rest].filter(Boolean).join('/'), found, depth + 1);
    return;
  }
  found.add(path);
}

/** A path as it is from the tree's top, which is `/` to whoever is in it: no `..` leads out. */
function insideTop(path: string): string {
  return posix.normalize(`/${path}`).replace(/^\//, '').replace(/\/$/, '');
}
