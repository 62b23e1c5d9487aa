// Electron's part of the window's wire: a page's ipcRenderer and a window's webContents, joined without Electron.

import { EventEmitter } from 'node:events';
import type { PageContents, PageEvent, PageFrame } from '../../main/desktop/wire.ts';
import type { PageIpc } from '../../preload/page-bridge.ts';
import { PAGE_ORIGIN } from '../../main/desktop/address.ts';

export interface FakePage {
  readonly contents: PageContents;
  /** The ipcRenderer of the page that is loaded. */
  readonly ipc: PageIpc;
  /** Says something on a channel as another frame would, or as one that is gone. */
  sendAs(frame: PageFrame | null, channel: string, page: unknown, text: unknown): void;
  /** The window is closed. */
  destroy(): void;
  /** The page's process dies. */
  crash(): void;
}

/** Delivery is asynchronous and in order, as between processes. */
export function fakePage(): FakePage {
  const toMain = new EventEmitter();
  const toPage = new EventEmitter();
  const life = new EventEmitter();
  const mainFrame: PageFrame = { origin: PAGE_ORIGIN };
  let isDestroyed = false;
  const sendAs: FakePage['sendAs'] = (senderFrame, channel, page, text) => {
    const event: PageEvent = { senderFrame };
    queueMicrotask(() => toMain.emit(channel, event, page, text));
  };
  return {
    contents: {
      mainFrame,
      ipc: { on: (channel, listener) => toMain.on(channel, listener) },
      send: (channel, page, text) => {
        if (isDestroyed) throw new TypeError('Object has been destroyed');
        queueMicrotask(() => toPage.emit(channel, {}, page, text));
      },
      isDestroyed: () => isDestroyed,
      on: (event: string, listener: () => void) => life.on(event, listener),
    },
    ipc: {
      send: (channel, page, text) => sendAs(mainFrame, channel, page, text),
      on: (channel, listener) => toPage.on(channel, listener),
    },
    sendAs,
    destroy: () => {
      isDestroyed = true;
      life.emit('destroyed');
    },
    crash: () => life.emit('render-process-gone'),
  };
}
