// The menu bar, with the keys that belong to a system's own menus; what the page has keys for is the page's business.

import { Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuDeeds {
  showWindow(): void;
  openDocumentation(): void;
}

type Entries = MenuItemConstructorOptions[];

/** @param machines entries of the menu Machine */
export function showMenuBar(machines: Entries, deeds: MenuDeeds, isPackaged: boolean): void {
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' } as const] : []),
      { label: 'File', submenu: fileEntries(isMac, deeds) },
      { role: 'editMenu' },
      { label: 'View', submenu: viewEntries(isPackaged) },
      { label: 'Machine', submenu: machines },
      { role: 'windowMenu' },
      { role: 'help', submenu: [{ label: 'Docker documentation', click: deeds.openDocumentation }] },
    ]),
  );
}

function fileEntries(isMac: boolean, { showWindow }: MenuDeeds): Entries {
  const close: Entries = [
    { label: 'Show Window', accelerator: 'CmdOrCtrl+Shift+O', click: showWindow },
    { role: 'close', accelerator: 'CmdOrCtrl+W' },
  ];
  return isMac ? close : [...close, { type: 'separator' }, { role: 'quit', accelerator: 'Ctrl+Q' }];
}

function viewEntries(isPackaged: boolean): Entries {
  const forDevelopers: Entries = isPackaged
    ? []
    : [{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }];
  return [
    ...forDevelopers,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
}
