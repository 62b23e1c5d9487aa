// Where the program came from: a checkout, or the folder it was installed to.

import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** electron-builder's name for the packaged program. */
const ARCHIVE = 'app.asar';

/** The closest folder above this file that holds a package.json; the file's own where there is none. */
export function programRoot(start: string = import.meta.dirname): string {
  for (let folder = start; dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  return start;
}

/** Whether we are the packaged app: its program is one archive, and Electron is what runs us. */
export function isPackaged(root: string = programRoot()): boolean {
  return basename(root) === ARCHIVE;
}

/** Where the files lie that other programs read too: in a package beside the archive, which only Electron can look into. */
export function resourcesFolder(root: string = programRoot()): string {
  return isPackaged(root) ? dirname(root) : root;
}
