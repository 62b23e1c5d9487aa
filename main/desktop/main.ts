// The desktop app once Electron is ready, as a table of contents: service, window, tray, menu bar, and the way out.

import { app as electron, dialog, shell } from 'electron';
import { AppContract } from '../../preload/contract/contract.ts';
import { toWireError } from '../../preload/contract/errors.ts';
import type { MachineSummary } from '../../preload/contract/machines.ts';
import { serveGroups } from '../../preload/rpc/groups.ts';
import { openApp, type App } from '../app/app.ts';
import { openService } from '../app/handlers.ts';
import { WINDOW_SHOWN } from '../lib/window-shown.ts';
import { DEFAULT_MACHINE } from '../../preload/contract/command-line.ts';
import { parseMachineName } from '../machine/name.ts';
import { desktopAbilities } from './abilities.ts';
import { DOCUMENTATION_HOSTS } from './links.ts';
import { wasStartedAtLogin } from './login.ts';
import { describeMachines, machineEntries } from './machine-entries.ts';
import { followMachines, machineDeeds } from './machines.ts';
import { showMenuBar } from './menu.ts';
import { AppTray, hasTray } from './tray.ts';
import { AppWindow } from './window.ts';

/** Shows a failure to begin as a dialog, since nobody may see our output, and ends. */
export async function runDesktop(): Promise<void> {
  await open(openApp(process.env)).catch(explainAndEnd);
}

async function open(app: App): Promise<void> {
  const leaving = new AbortController();
  const service = openService(
    app,
    desktopAbilities(app, () => window.show()),
  );
  service.attend();
  const window = new AppWindow(
    (wire) => serveGroups(AppContract, service.handlers, wire),
    async () => (await service.preferences()).colourScheme,
  );
  const showWindow = () => void window.show().catch(explainAndEnd);
  const closeWindow = () => void window.close();
  electron.on('second-instance', showWindow);
  electron.on('activate', showWindow);

  const deeds = machineDeeds(service.handlers.machines, leaving.signal);
  const tray = (await hasTray(app.env))
    ? new AppTray({ showWindow, quit: () => electron.quit() })
    : undefined;
  const onMachines = (machines: readonly MachineSummary[]) => {
    const entries = machineEntries(machines, deeds);
    showMenuBar(entries, { showWindow, closeWindow, openDocumentation }, electron.isPackaged);
    tray?.show(describeMachines(machines), entries);
  };
  onMachines([]);
  void followMachines(app, onMachines, leaving.signal).catch((thrown: unknown) => {
    console.error('the menus do not follow the machines any more:', thrown);
  });

  electron.on('window-all-closed', () => {
    // Where nothing would bring the window back, the app ends with it; machines go on in any case.
    if (tray === undefined) electron.quit();
  });
  electron.on('will-quit', (event) => {
    event.preventDefault();
    leaving.abort();
    service.close();
    void window.settled().then(() => electron.exit(0));
  });

  if (wasStartedAtLogin() && tray !== undefined) return deeds.start(parseMachineName(DEFAULT_MACHINE));
  await window.show();
  console.log(WINDOW_SHOWN);
}

function openDocumentation(): void {
  void shell.openExternal(`https://${DOCUMENTATION_HOSTS[0]}/`);
}

function explainAndEnd(thrown: unknown): void {
  const { message, hint = '' } = toWireError(thrown);
  console.error(thrown);
  dialog.showErrorBox('Slipway could not open its window', `${message}\n${hint}`);
  electron.exit(1);
}
