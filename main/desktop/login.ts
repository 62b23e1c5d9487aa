// Whether Slipway starts when its person logs in: a login item of macOS, an autostart file of the Linux desktops.

import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import { makePrivateFolder, readTextIfPresent, writeFileAtomic } from '../lib/files.ts';
import { programRoot } from '../lib/program-root.ts';
import { AT_LOGIN, autostartEntry } from './autostart-entry.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** @param wanted undefined only asks. @returns whether it does now */
export async function startAtLogin(env: Environment, wanted: boolean | undefined): Promise<boolean> {
  if (process.platform === 'darwin') {
    if (wanted !== undefined) app.setLoginItemSettings({ openAtLogin: wanted });
    return app.getLoginItemSettings().openAtLogin;
  }
  // Electron's own call does nothing on Linux.
  const file = autostartFile(env);
  if (wanted === true) {
    await makePrivateFolder(dirname(file));
    await writeFileAtomic(file, autostartEntry(ourCommand(env)), 0o644);
  }
  if (wanted === false) await rm(file, { force: true });
  return (await readTextIfPresent(file)) !== undefined;
}

/** Whether it was the login that started us: then no window is asked for. */
export function wasStartedAtLogin(): boolean {
  if (process.platform === 'darwin') return app.getLoginItemSettings().wasOpenedAtLogin;
  return process.argv.includes(AT_LOGIN);
}

/** Source: the desktop application autostart specification of freedesktop.org. */
function autostartFile(env: Environment): string {
  const config = env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config');
  return join(config, 'autostart/slipway.desktop');
}

/** An AppImage is mounted anew each time: it is the file itself that has to be named. */
function ourCommand(env: Environment): string[] {
  const program = env['APPIMAGE'] || process.execPath;
  const beginning = join(programRoot(), 'dist/desktop.cjs');
  return app.isPackaged ? [program] : [program, '-r', beginning, beginning];
}
