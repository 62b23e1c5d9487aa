// `npm run dist`: packages of the desktop app for this system; `-- --dir` only lays one out, ready to run.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, type AfterPackContext } from 'electron-builder';
import { afterPack } from './packaging/after-pack.ts';
import { packaging, PROGRAMS, STAGED, type PackagingInput } from './packaging/electron-builder.ts';
import { checkFuses } from './packaging/fuses.ts';
import { buildPage, buildPrograms } from './set-up.mjs';

const { values: asked } = parseArgs({
  options: { dir: { type: 'boolean' }, x64: { type: 'boolean' }, arm64: { type: 'boolean' } },
});

/** The programs and the page, built anew and set aside: what is built next must not get into the package. */
function stage(): void {
  const began = Date.now();
  buildPrograms();
  buildPage();
  rmSync(STAGED, { recursive: true, force: true });
  cpSync('dist/renderer', join(STAGED, 'renderer'), { recursive: true });
  const chunks = readdirSync('dist/chunks').map((name) => join('chunks', name));
  // Chunks of earlier builds lie beside the new ones.
  for (const name of [...PROGRAMS, ...chunks]) {
    if (statSync(join('dist', name)).mtimeMs >= began) cpSync(join('dist', name), join(STAGED, name));
  }
}

/** Electron is fetched, unless the variable of the package `electron` names one that is here. */
function electronHere(): PackagingInput['electron'] {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (folder === undefined || folder === '') return undefined;
  return { folder, version: versionOf(folder).replace(/^v/, '').trim() };
}

/** Electron's own releases have it in a file. */
function versionOf(folder: string): string {
  const file = join(folder, 'version');
  if (existsSync(file)) return readFileSync(file, 'utf8');
  return execFileSync(join(folder, 'electron'), ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  });
}

function programOf({ appOutDir, packager }: AfterPackContext): string {
  const { productFilename } = packager.appInfo;
  if (process.platform === 'darwin') return join(appOutDir, `${productFilename}.app`);
  return join(appOutDir, 'slipway-window');
}

stage();
const packed: AfterPackContext[] = [];
const config = packaging({
  electron: electronHere(),
  afterPack: async (context) => {
    await afterPack(context);
    packed.push(context);
  },
});
const isOurs = asked.x64 !== true && asked.arm64 !== true;
const artifacts = await build({
  config,
  dir: asked.dir ?? false,
  x64: asked.x64 ?? (isOurs && process.arch === 'x64'),
  arm64: asked.arm64 ?? (isOurs && process.arch === 'arm64'),
});
for (const context of packed) await checkFuses(programOf(context));
console.log([...packed.map(({ appOutDir }) => appOutDir), ...artifacts].join('\n'));
