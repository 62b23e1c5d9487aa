// Another user of this computer, with a copy of the program: the checkout may lie where nobody else can go.

import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, type RunResult } from '../../main/lib/exec.ts';
import { removeSlipway, slipwayAt, type Slipway } from './slipway.ts';

const UID = 65_534;
const ARCH = process.arch === 'arm64' ? 'arm64' : 'amd64';
const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

/** Whether somebody else can be had: only root may become another user. */
export const CAN_BE_NOBODY = process.platform === 'linux' && process.getuid?.() === 0;

export interface Nobody {
  /** Their own Slipway, in a home of their own. */
  readonly slipway: Slipway;
  /** A folder that they can reach but do not own, and their Slipway if that were its home. */
  elsewhere(mode: number): Slipway;
  /** Runs any program as them; every exit code is an answer. */
  run(...words: string[]): Promise<RunResult>;
  /** What a script of Node's prints, run as them. */
  script(text: string): Promise<string>;
  remove(): Promise<void>;
}

/** Everybody's on every Linux; TMPDIR may be ours alone. */
const OPEN_FOLDER = '/tmp';

/** Makes their home and their copy of the program. */
export async function becomeNobody(): Promise<Nobody> {
  const base = mkdtempSync(join(OPEN_FOLDER, 'slipway-nobody-'));
  chmodSync(base, 0o755);
  const home = join(base, 'home');
  mkdirSync(home);
  chownSync(home, UID, UID);
  const copy = await copyProgram(join(base, 'program'));
  const asThem = (words: readonly string[]): readonly [string, ...string[]] => [
    'setpriv',
    `--reuid=${UID}`,
    `--regid=${UID}`,
    '--clear-groups',
    // The folder we happen to be in may be closed to them.
    'env',
    '--chdir=/',
    ...words,
  ];
  const theirsAt = (folder: string) =>
    slipwayAt(folder, { TMPDIR: OPEN_FOLDER }, (args) =>
      asThem([process.execPath, join(copy, 'dist/slipway.mjs'), ...args]),
    );
  const slipway = theirsAt(home);
  const runAsThem: Nobody['run'] = (...words) => {
    const [program, ...rest] = asThem(words);
    const expect = Array.from({ length: 256 }, (_, code) => code);
    return run(program, rest, { env: slipway.env, expect, timeoutMs: 60_000 });
  };
  return {
    slipway,
    elsewhere(mode) {
      const folder = mkdtempSync(join(base, 'elsewhere-'));
      chmodSync(folder, mode);
      return theirsAt(folder);
    },
    run: runAsThem,
    script: async (text) => (await runAsThem(process.execPath, '-e', text)).stdout,
    async remove() {
      await removeSlipway(slipway);
      rmSync(base, { recursive: true, force: true });
    },
  };
}

/** The programs, the VM image, and the npm packages they need at run time. */
async function copyProgram(target: string): Promise<string> {
  const listed = await run('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
    cwd: CHECKOUT,
    expect: [0, 1],
  });
  const packages = listed.stdout.split('\n').filter((path) => path.includes('/node_modules/'));
  const programs = [
    'package.json',
    'dist/slipway.mjs',
    'dist/supervisor.mjs',
    'dist/chunks',
    `dist/vm-image/${ARCH}`,
  ];
  const paths = [...programs.map((path) => join(CHECKOUT, path)), ...packages].filter((path) =>
    existsSync(path),
  );
  for (const path of paths) {
    const place = join(
      target,
      path.includes('/node_modules/') ? path.slice(path.indexOf('/node_modules/')) : relative(CHECKOUT, path),
    );
    mkdirSync(dirname(place), { recursive: true });
    cpSync(path, place, { recursive: true, dereference: true });
  }
  await run('chmod', ['-R', 'go=u-w', target]);
  return target;
}
