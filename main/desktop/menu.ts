// The menu bar, with the keys that belong to a system's own menus; what the page has keys for is the page's business.

import { Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuDeeds {
  showWindow(): void;
  closeWindow(): void;
  openDocumentation(): void;
}

type Entries = MenuItemConstructorOptions[];

/** @param machines entries of the menu Machine */
export function showMenuBar(machines: Entries, deeds: MenuDeeds, isPackaged: boolean): void {
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? barOfMac(deeds) : barOfLinux(deeds)),
      { label: 'View', submenu: viewEntries(isPackaged) },
      { label: 'Machine', submenu: machines },
      ...(isMac ? [{ role: 'windowMenu' } as const] : []),
      { role: 'help', submenu: [{ label: 'Docker documentation', click: deeds.openDocumentation }] },
    ]),
  );
}

/** Without the edit menu, macOS would not copy or paste by its keys. */
function barOfMac({ showWindow }: MenuDeeds): Entries {
  return [
    { role: 'appMenu' },
    {
      label: 'File',
      submenu: [
        { label: 'Show Window', accelerator: 'Cmd+Shift+O', click: showWindow },
        { role: 'close', accelerator: 'Cmd+W' },
      ],
    },
    { role: 'editMenu' },
  ];
}

/**
 * Ctrl and a letter belongs to the shell in the window's terminal: Ctrl+W there takes a word back, and must not close
 * the window. So no roles here that bring such keys along.
 */
function barOfLinux({ showWindow, closeWindow }: MenuDeeds): Entries {
  return [
    {
      label: 'File',
      submenu: [
        { label: 'Show Window', accelerator: 'Ctrl+Shift+O', click: showWindow },
        { label: 'Close Window', accelerator: 'Ctrl+Shift+W', click: closeWindow },
        { type: 'separator' },
        { role: 'quit', accelerator: 'Ctrl+Shift+Q' },
      ],
    },
  ];
}

function viewEntries(isPackaged: boolean): Entries {
  const forDevelopers: Entries = isPackaged
    ? []
    : [{ role: 'reload', accelerator: 'F5' }, { role: 'toggleDevTools' }, { type: 'separator' }];
  return [
    ...forDevelopers,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
}
