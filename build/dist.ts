// `npm run dist`: packages of the desktop app for this system; `-- --dir` only lays one out, ready to run.

import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, type AfterPackContext } from 'electron-builder';
import { afterPack } from './packaging/after-pack.ts';
import { packaging, type PackagingInput } from './packaging/electron-builder.ts';
import { checkFuses } from './packaging/fuses.ts';
import { buildPage, buildPrograms } from './set-up.mjs';

const CHUNKS = 'dist/chunks';

const { values: asked } = parseArgs({
  options: { dir: { type: 'boolean' }, x64: { type: 'boolean' }, arm64: { type: 'boolean' } },
});

/** The programs, built anew. @returns the chunks that are theirs */
function buildForPackage(): string[] {
  const began = Date.now();
  buildPrograms();
  buildPage();
  return readdirSync(CHUNKS).filter((name) => statSync(join(CHUNKS, name)).mtimeMs >= began);
}

/** Electron is fetched, unless the variable of the package `electron` names one that is here. */
function electronHere(): PackagingInput['electron'] {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (folder === undefined || folder === '') return undefined;
  const version = execFileSync(join(folder, 'electron'), ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  });
  return { folder, version: version.trim() };
}

function programOf({ appOutDir, packager }: AfterPackContext): string {
  const { productFilename } = packager.appInfo;
  if (process.platform === 'darwin') return join(appOutDir, `${productFilename}.app`);
  return join(appOutDir, 'slipway-window');
}

const packed: AfterPackContext[] = [];
const config = packaging({
  chunks: buildForPackage(),
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
