// The icon among the system's own: the machines' state, start and stop, and the way back to a window that was closed.

import { join } from 'node:path';
import { Menu, nativeImage, Tray, type MenuItemConstructorOptions } from 'electron';
import { run } from '../lib/exec.ts';
import { programRoot } from '../lib/program-root.ts';

export interface TrayDeeds {
  showWindow(): void;
  quit(): void;
}

/** What the desktops' trays listen as, on the session's bus. */
const TRAY_HOST = 'org.kde.StatusNotifierWatcher';
const ASK_MS = 2_000;

/** Electron makes an icon without a word where nothing shows it: a person would never get back to a closed window. */
export async function hasTray(env: Readonly<Record<string, string | undefined>>): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const bus = env['DBUS_SESSION_BUS_ADDRESS'];
  if (bus === undefined || bus === '') return false;
  const question = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  const method = ['org.freedesktop.DBus.NameHasOwner', `string:${TRAY_HOST}`];
  return run('dbus-send', [...question, ...method], {
    env: { DBUS_SESSION_BUS_ADDRESS: bus },
    timeoutMs: ASK_MS,
  }).then(
    ({ stdout }) => stdout.includes('boolean true'),
    () => false,
  );
}

export class AppTray {
  readonly #tray: Tray;
  readonly #deeds: TrayDeeds;

  constructor(deeds: TrayDeeds) {
    this.#deeds = deeds;
    this.#tray = new Tray(trayImage());
    this.#tray.on('click', deeds.showWindow);
  }

  /** @param machines entries of the menu, as in the menu bar */
  show(toolTip: string, machines: MenuItemConstructorOptions[]): void {
    const { showWindow, quit } = this.#deeds;
    this.#tray.setToolTip(toolTip);
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        ...machines,
        { type: 'separator' },
        { label: 'Open Window', click: showWindow },
        { label: 'Quit Slipway', click: quit },
      ]),
    );
  }
}

/** macOS colours a template image itself, light or dark; it takes the one with @2x beside it on fine displays. */
function trayImage() {
  const name = process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png';
  return nativeImage.createFromPath(join(programRoot(), 'build/icons', name));
}
