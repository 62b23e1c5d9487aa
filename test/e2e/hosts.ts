// The two hosts of the window, driven alike: the web host in Chromium, the desktop host in Electron.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { _electron, chromium, type Browser, type Page } from 'playwright-core';
import { PROGRAM, type Slipway } from '../harness/slipway.ts';
import { electronProgram } from './electron-program.ts';

export interface OpenedWindow {
  page: Page;
  close(): Promise<void>;
}

export interface WindowHost {
  name: 'browser' | 'desktop';
  /** Opens the window over a home's machines; every page error is a failure of the test that caused it. */
  open(slipway: Slipway): Promise<OpenedWindow>;
}

/** Chromium's of this computer; Playwright's own download is not needed. */
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
/** The desktop app's; it keeps what a window leaves behind in SLIPWAY_HOME. */
const BEGINNING = join(import.meta.dirname, '../../dist/desktop.cjs');
/** By -r too: what must be said before Electron is ready has to be through by then. */
export const DESKTOP_ARGUMENTS = ['-r', BEGINNING, BEGINNING];
const SIZE = { width: 1280, height: 800 };
/** Nothing is asked of the network, and no profile of a person's is touched. */
export const CHROMIUM_ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const browserHost: WindowHost = {
  name: 'browser',
  async open(slipway) {
    const { url, server } = await startWeb(slipway);
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport: SIZE });
    await page.goto(url);
    return {
      page,
      close: async () => {
        await browser.close();
        server.kill('SIGINT');
        await once(server, 'exit');
      },
    };
  },
};

const desktopHost: WindowHost = {
  name: 'desktop',
  async open(slipway) {
    const program = electronProgram();
    if (program === undefined) throw new Error('there is no Electron here');
    const app = await _electron.launch({
      executablePath: program,
      args: DESKTOP_ARGUMENTS,
      env: environmentOf(slipway),
      timeout: 60_000,
    });
    const page = await app.firstWindow();
    await page.setViewportSize(SIZE).catch(() => {});
    return { page, close: () => app.close() };
  },
};

/** Those that can be had here. */
export const HOSTS: readonly WindowHost[] = [
  ...(CHROMIUM === undefined ? [] : [browserHost]),
  ...(electronProgram() === undefined ? [] : [desktopHost]),
];

/** Ours, with what makes a program see only that home's machines. */
export function environmentOf(slipway: Slipway): Record<string, string> {
  const all = Object.entries({ ...process.env, ...slipway.env });
  return Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** `slipway web` as a person starts it. */
export async function startWeb(slipway: Slipway): Promise<{ url: string; server: ChildProcess }> {
  const server = spawn(process.execPath, [PROGRAM, 'web'], {
    env: { PATH: process.env['PATH'], ...slipway.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: server.stdout })) return { url: line, server };
  throw new Error('slipway web printed no address');
}

/** As root Chromium has no sandbox of its own. */
export function launchChromium(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('there is no Chromium here');
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_ARGUMENTS, ...sandbox] });
}
