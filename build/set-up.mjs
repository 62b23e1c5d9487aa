// Brings what a task needs onto this computer, naming it first; what is there already is neither fetched nor built again.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isOnPath, missing, requirementsOf } from './requirements.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PROGRAMS = `${ROOT}node_modules/.bin/`;
const NODE_MINIMUM = [20, 19];

/** An instruction to the user that ends the program: no stack trace. */
export class SetUpError extends Error {}

/**
 * Runs a program with our terminal; a failure ends the set-up.
 * @param {string} tool
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, output?: 'inherit' | 'ignore' }} [options] `ignore` leaves only what goes to stderr
 */
export function run(tool, args, { env = process.env, output = 'inherit' } = {}) {
  const { status, signal, error } = spawnSync(tool, args, {
    cwd: ROOT,
    stdio: ['inherit', output, 'inherit'],
    env,
  });
  if (error !== undefined) throw new SetUpError(`${tool} could not be run: ${error.message}`);
  if (status !== 0) throw new SetUpError(`${tool} ${args.join(' ')} ended with ${status ?? signal}`);
}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = NODE_MINIMUM;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  throw new SetUpError(
    `Slipway needs Node ${NODE_MINIMUM.join('.')} or newer; this is ${process.versions.node}.`,
  );
}

/** Installs the npm packages the lock file names, unless this very lock file has been installed already. */
export function installNpmPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(`${ROOT}package-lock.json`))
    .digest('hex');
  const stamp = `${ROOT}node_modules/.slipway-installed`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('Installing the npm packages of package-lock.json');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, lock);
}

/**
 * Installs the system packages that tasks need and this computer lacks.
 * @param {import('./requirements.mjs').Task[]} tasks
 * @param {string} [processor] of the guests, by Node's name
 */
export function installSystemPackages(tasks, processor = process.arch) {
  const source = process.platform === 'darwin' ? 'brew' : 'debian';
  const wanted = tasks.flatMap((task) => requirementsOf(task, processor));
  const { tools, install } = missing(wanted, source, isOnPath);
  if (install.length === 0) return;
  console.error(`Installing ${install.join(' ')} (for ${tools.join(', ')})`);
  if (source === 'brew') return installWith('brew', ['install', ...install]);
  installWith('apt-get', ['update', '--quiet']);
  installWith('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', ...install]);
}

/**
 * @param {string} tool
 * @param {string[]} args
 */
function installWith(tool, args) {
  if (!isOnPath(tool)) {
    throw new SetUpError(`${tool} is not here; install these packages yourself, then try again.`);
  }
  if (tool === 'brew' || process.getuid?.() === 0) {
    return run(tool, args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  if (!isOnPath('sudo') || !process.stdin.isTTY) {
    throw new SetUpError(`This needs root: run "${[tool, ...args].join(' ')}" as root, then try again.`);
  }
  run('sudo', [tool, ...args]);
}

/** Bundles the programs; `npx slipway` then runs this checkout's. Quick, so always done. */
export function buildPrograms() {
  run(`${PROGRAMS}rolldown`, ['-c', 'build/rolldown.config.ts'], { output: 'ignore' });
  chmodSync(`${ROOT}dist/slipway.mjs`, 0o755);
}

/** Builds the window's page, unless nothing it is made of is newer than it: that takes longer than all else here. */
export function buildPage() {
  const page = `${ROOT}dist/renderer/index.html`;
  const sources = ['renderer', 'preload', 'build/vite.config.ts', 'package-lock.json'];
  if (existsSync(page) && sources.every((source) => newest(`${ROOT}${source}`) < statSync(page).mtimeMs))
    return;
  run(`${PROGRAMS}vite`, ['build', '-c', 'build/vite.config.ts', '--logLevel=warn'], { output: 'ignore' });
}

/**
 * When a file or anything in a folder was changed last; a folder changes when something in it goes.
 * @param {string} path
 * @returns {number} milliseconds since 1970
 */
function newest(path) {
  const stats = statSync(path);
  const inside = stats.isDirectory() ? readdirSync(path).map((name) => newest(`${path}/${name}`)) : [];
  return Math.max(stats.mtimeMs, ...inside);
}

/** Builds the VM image where that can be done: on Linux, with the tools it names; it knows itself when nothing changed. */
export function buildVmImage() {
  if (process.platform !== 'linux') return;
  run(`${PROGRAMS}tsx`, ['vm-images/build.ts']);
}

/**
 * Ends the program as a user expects: the reason on stderr, no stack trace, a non-zero code.
 * @param {() => void} main
 */
export function runOrExplain(main) {
  try {
    main();
  } catch (thrown) {
    if (!(thrown instanceof SetUpError)) throw thrown;
    console.error(thrown.message);
    process.exitCode = 1;
  }
}
