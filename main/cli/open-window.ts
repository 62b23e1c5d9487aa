// Starts the window's program and waits until there is something to see, or the reason why there is not.

import { existsSync } from 'node:fs';
import { open, readFile, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SlipwayError } from '../../preload/contract/errors.ts';
import type { App } from '../app/app.ts';
import { spawnDetached, type ProcessEnd } from '../lib/exec.ts';
import { makePrivateFolder, readTextIfPresent } from '../lib/files.ts';
import { isPackaged, programRoot } from '../lib/program-root.ts';
import { sessionEnvironment } from '../lib/session-environment.ts';
import { WINDOW_SHOWN } from '../lib/window-shown.ts';

/** A cold start takes two seconds; a computer that boots a machine at the same time, more. */
const SHOWN_MS = 30_000;
const LOOK_AGAIN_MS = 50;
/** Chromium has much to say, and says it for as long as the window runs. */
const LOG_LIMIT_BYTES = 1024 * 1024;

/**
 * @param switches of Chromium's, for people who need one: `--no-sandbox`, `--ozone-platform=wayland`
 * @throws E_TOOL_MISSING where there is no Electron, E_TOOL_FAILED with its last words, E_TIMED_OUT
 */
export async function openWindow(app: App, switches: readonly string[]): Promise<void> {
  const [program, ...words] = await windowCommand(app.env);
  await makePrivateFolder(app.home);
  const logFile = join(app.home, 'window.log');
  const from = await beginLog(logFile);
  const child = await spawnDetached(program, [...switches, ...words], {
    logFile,
    cwd: app.home,
    env: sessionEnvironment(app.env),
  });
  let end: ProcessEnd | undefined;
  void child.exited.then((how) => {
    end = how;
    return how;
  });
  const deadlineMs = performance.now() + SHOWN_MS;
  while (performance.now() < deadlineMs) {
    const said = (await readFile(logFile)).subarray(from).toString('utf8');
    if (said.includes(WINDOW_SHOWN)) return child.release();
    // The one that ran already has been told to show itself.
    if (end?.code === 0) return;
    if (end !== undefined) throw failure(end, said, logFile);
    await sleep(LOOK_AGAIN_MS);
  }
  child.release();
  throw new SlipwayError('E_TIMED_OUT', `no window after ${SHOWN_MS / 1000} s`, {
    hint: `Its log may say why: ${logFile}`,
  });
}

/** The program and its words: the packaged app itself, or Electron with this checkout's. @throws E_TOOL_MISSING */
export async function windowCommand(env: App['env']): Promise<readonly [string, ...string[]]> {
  if (isPackaged()) return [process.execPath];
  const beginning = join(programRoot(), 'dist/desktop.cjs');
  // By -r too: a module is loaded while Electron gets ready, and the beginning has to be through before.
  return [await electronBinary(env), '-r', beginning, beginning];
}

/** As the package `electron` finds it; asked itself, it would fetch what is absent. */
async function electronBinary(env: App['env']): Promise<string> {
  const folder = join(programRoot(), 'node_modules/electron');
  const name = await readTextIfPresent(join(folder, 'path.txt'));
  const elsewhere = env['ELECTRON_OVERRIDE_DIST_PATH'];
  const path = elsewhere ? join(elsewhere, name ?? 'electron') : join(folder, 'dist', name ?? 'electron');
  if (existsSync(path)) return path;
  throw new SlipwayError('E_TOOL_MISSING', `Electron's program is not here: ${path}`, {
    hint: 'In a checkout: npx install-electron. Or: slipway web shows the window in a browser.',
  });
}

/** @returns where in the log this start begins */
async function beginLog(path: string): Promise<number> {
  await (await open(path, 'a', 0o600)).close();
  const { size } = await stat(path);
  if (size <= LOG_LIMIT_BYTES) return size;
  await truncate(path);
  return 0;
}

function failure({ code, signal }: ProcessEnd, said: string, logFile: string): SlipwayError {
  const isSandbox = /sandbox/i.test(said);
  const how = signal ?? `exit code ${code}`;
  return new SlipwayError(
    'E_TOOL_FAILED',
    isSandbox
      ? `the window's page cannot be kept in a sandbox here (${how})`
      : `the window ended instead of showing (${how})`,
    { hint: `Its log may say why: ${logFile}. Or: slipway web shows the window in a browser.` },
  );
}
