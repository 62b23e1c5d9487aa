// Checks the closed list: every library that a kept program or library asks for is in the root.

import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isElf, neededLibraries } from './elf.ts';

/**
 * @throws Error naming each program with a library that no kept package holds
 */
export async function checkLibraries(root: string): Promise<void> {
  // Below usr/ everything is there once; lib and bin beside it are links into it.
  const usr = join(root, 'usr');
  const paths = await readdir(usr, { recursive: true });
  const present = new Set(paths.map((path) => basename(path)));
  const missing: string[] = [];
  for (const path of paths) {
    if (!(await lstat(join(usr, path))).isFile()) continue;
    const file = await readFile(join(usr, path));
    if (!isElf(file)) continue;
    const absent = neededLibraries(file).filter((library) => !present.has(library));
    if (absent.length > 0) missing.push(`${path} needs ${absent.join(', ')}`);
  }
  if (missing.length > 0) throw new Error(`libraries are missing in the root:\n${missing.join('\n')}`);
}
