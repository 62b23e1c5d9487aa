// What this host can do for the page beside serving the app: the system's dialogs, browser, terminal and login.

import { dialog, shell, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import type { App } from '../app/app.ts';
import { describeEnvironment } from '../app/environment.ts';
import { machineFolder } from '../app/find-machine.ts';
import type { HostAbilities } from '../app/host/handlers.ts';
import { summarise } from '../app/machines/watch.ts';
import { observeMachines } from '../app/observe.ts';
import { permitLink } from './links.ts';
import { startAtLogin } from './login.ts';
import { openTerminal } from './terminal.ts';

/** @param front the window that dialogs belong to */
export function desktopAbilities(app: App, front: () => Promise<BrowserWindow>): HostAbilities {
  return {
    features: { fileDialogs: true, openTerminal: true, startAtLogin: true },
    chooseFile: async ({ kind, title, suggestedName }) => {
      const window = await front();
      const options = { title, message: title };
      if (kind === 'save') {
        const folder = app.env['HOME'];
        const name = suggestedName === undefined ? undefined : plainName(suggestedName);
        const defaultPath = name === undefined || folder === undefined ? name : join(folder, name);
        const { canceled, filePath } = await dialog.showSaveDialog(window, {
          ...options,
          ...(defaultPath === undefined ? {} : { defaultPath }),
        });
        return canceled ? undefined : filePath;
      }
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        ...options,
        properties: kind === 'folder' ? ['openDirectory', 'createDirectory'] : ['openFile'],
      });
      return canceled ? undefined : filePaths[0];
    },
    openLink: async ({ url }) => {
      const machines = (await observeMachines(app)).map(summarise);
      await shell.openExternal(
        permitLink(
          url,
          machines.flatMap(({ publishedPorts }) => publishedPorts),
        ),
      );
    },
    openTerminal: async ({ machine }) => {
      const { variables } = await describeEnvironment(app, machine);
      await openTerminal(await machineFolder(app, machine), app.env, variables);
    },
    startAtLogin: async ({ wanted }) => startAtLogin(app.env, wanted),
  };
}

/** A name that a page suggests is a name, not a way to another folder. */
function plainName(suggested: string): string {
  return suggested.replaceAll(/[/\\]/g, '-').replace(/^\.+/, '');
}
