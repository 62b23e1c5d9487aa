// What no page of ours may do, whatever it contains: leave its address, open windows, reach the network, be permitted anything.

import { app, type Session, type WebContents, type WebPreferences } from 'electron';
import { PAGE_SCHEME } from './address.ts';

/** The same for every window. @param preload path of the bridge */
export function pagePreferences(preload: string, session: Session): WebPreferences {
  return {
    preload,
    session,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    safeDialogs: true,
    devTools: !app.isPackaged,
  };
}

/** The page has no network, no device, no download and no permission. */
export function hardenSession(session: Session): void {
  const allowed = new Set([`${PAGE_SCHEME}:`, 'data:', 'devtools:']);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !allowed.has(protocolOf(url)) }));
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** Holds for every page that is ever made in this process. */
export function hardenAllPages(): void {
  app.on('web-contents-created', (_event, contents) => hardenPage(contents));
}

function hardenPage(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : '';
}
