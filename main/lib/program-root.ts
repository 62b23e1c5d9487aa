// Where the program came from: a checkout, or the folder it was installed to.

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The closest folder above this file that holds a package.json; the file's own where there is none. */
export function programRoot(start: string = import.meta.dirname): string {
  for (let folder = start; dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return start;
}
