// The end of `npm start`: the window where there can be one, else the way to it in a browser.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ELECTRON = `${ROOT}node_modules/electron/`;

/** Never fails: a machine that runs is what was asked for first. */
export function showWindow() {
  if (hasDisplay() && hasElectron() && slipway('open')) return;
  console.error('\nThe window in a browser: npx slipway web');
  // In a pipe nobody would press Ctrl-C.
  if (process.stdin.isTTY && process.stdout.isTTY) slipway('web');
}

function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/** Whether Electron's program is here, or can be fetched: npm brings the package without it. */
function hasElectron() {
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH'] || isElectronFetched()) return true;
  console.error(`Fetching Electron's program (node node_modules/electron/install.js)`);
  const { status } = spawnSync(process.execPath, [`${ELECTRON}install.js`], { stdio: 'ignore' });
  if (status === 0 && isElectronFetched()) return true;
  console.error('It cannot be had from here.');
  return false;
}

function isElectronFetched() {
  const name = `${ELECTRON}path.txt`;
  return existsSync(name) && existsSync(`${ELECTRON}dist/${readFileSync(name, 'utf8')}`);
}

/** @param {string} verb */
function slipway(verb) {
  const { status } = spawnSync(process.execPath, ['dist/slipway.mjs', verb], { cwd: ROOT, stdio: 'inherit' });
  return status === 0;
}
