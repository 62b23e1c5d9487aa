// What must be said before Electron is ready: whose folder, one instance, the sandbox, the page's scheme. A program of its
// own, dist/desktop.cjs: as CommonJS it is through in one go, while a module is still being loaded when Electron gets ready.

import { join, resolve } from 'node:path';
import { app, dialog, protocol } from 'electron';
import { PAGE_SCHEME } from './address.ts';
import { hardenAllPages } from './hardening.ts';
import { pathWithTools } from './tool-path.ts';

process.env['PATH'] = pathWithTools(process.platform, process.env['PATH']);
app.setName('Slipway');
// A SLIPWAY_HOME of its own has a window of its own.
const home = process.env['SLIPWAY_HOME'] ?? '';
app.setPath('userData', home === '' ? join(app.getPath('appData'), 'Slipway') : resolve(home, 'window'));

if (app.requestSingleInstanceLock()) {
  // Whoever started us without a sandbox, as root in a container has to, would get pages that die at once.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // No corsEnabled, no bypassCSP, no allowServiceWorkers: the page needs none of them.
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  hardenAllPages();
  // The rest is loaded while Chromium starts.
  const loading = import('./main.ts');
  app
    .whenReady()
    .then(async () => (await loading).runDesktop())
    .catch((thrown: unknown) => {
      console.error(thrown);
      dialog.showErrorBox('Slipway is damaged', `${String(thrown)}\nInstall it again.`);
      app.exit(1);
    });
} else {
  // The instance that runs hears of us, and shows its window.
  app.exit(0);
}
