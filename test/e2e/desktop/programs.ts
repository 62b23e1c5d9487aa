// The desktop app as it is run: out of the checkout by Electron, and as the package that people get.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import type { Slipway } from '../../harness/slipway.ts';
import { electronProgram } from '../electron-program.ts';
import { environmentOf } from '../hosts.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BEGINNING = join(ROOT, 'dist/desktop.cjs');
/** Root has no sandbox: who runs tests as root has to say so. */
const AS_ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const LAUNCH_MS = 60_000;

export interface RunningDesktop {
  page: Page;
  process: ChildProcess;
  /** How many windows there are now. */
  windows(): number;
}

export interface DesktopProgram {
  name: 'checkout' | 'package';
  launch(slipway: Slipway): Promise<RunningDesktop>;
  /** Starts it once more, as a click on its icon does. @returns its exit code */
  launchAgain(slipway: Slipway): Promise<number | null>;
}

const checkout: DesktopProgram = {
  name: 'checkout',
  async launch(slipway) {
    const app = await _electron.launch({
      executablePath: electronProgram() ?? '',
      args: ['-r', BEGINNING, BEGINNING],
      env: environmentOf(slipway),
      timeout: LAUNCH_MS,
    });
    const page = await app.firstWindow();
    return { page, process: app.process(), windows: () => app.windows().length };
  },
  launchAgain: (slipway) =>
    exitCodeOf(spawn(electronProgram() ?? '', [...AS_ROOT, '-r', BEGINNING, BEGINNING], quietly(slipway))),
};

const packaged: DesktopProgram = {
  name: 'package',
  // A fuse forbids --inspect, by which Playwright would reach Electron's own process; its pages can be reached.
  async launch(slipway) {
    const child = spawn(packagedProgram(), [...AS_ROOT, '--remote-debugging-port=0'], {
      env: environmentOf(slipway),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const browser = await chromium.connectOverCDP(await devToolsAddress(child));
    const [context] = browser.contexts();
    if (context === undefined) throw new Error('Electron has no pages');
    const page = context.pages()[0] ?? (await context.waitForEvent('page', { timeout: LAUNCH_MS }));
    return { page, process: child, windows: () => context.pages().length };
  },
  launchAgain: (slipway) => exitCodeOf(spawn(packagedProgram(), AS_ROOT, quietly(slipway))),
};

/** Those that can be had here. */
export const DESKTOP_PROGRAMS: readonly DesktopProgram[] =
  electronProgram() === undefined ? [] : [checkout, packaged];

export function packagedProgram(): string {
  return join(
    inject('packageFolder'),
    process.platform === 'darwin' ? 'Slipway.app/Contents/MacOS/Slipway' : 'slipway-window',
  );
}

/** The package's own command line. */
export function packagedCommandLine(): string {
  const resources = process.platform === 'darwin' ? 'Slipway.app/Contents/Resources' : 'resources';
  return join(inject('packageFolder'), resources, 'bin/slipway');
}

function quietly(slipway: Slipway) {
  return { env: environmentOf(slipway), stdio: 'ignore' } as const;
}

async function exitCodeOf(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

/** Chromium prints it once it can be reached. */
async function devToolsAddress(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const chunk of child.stderr ?? []) {
    said += String(chunk);
    const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
    if (address === undefined) continue;
    // Nobody reads any more; a full pipe would hold it up.
    child.stderr?.resume();
    return address;
  }
  throw new Error(`Electron ended at once:\n${said}`);
}
