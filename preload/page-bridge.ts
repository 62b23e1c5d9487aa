// What the desktop window's page is given to speak with us: texts over one channel, and nothing else.

import { MAX_MESSAGE_LENGTH } from './rpc/wire.ts';

/**
 * The one channel, both ways: (page, text). It goes by Electron's own messages and not by a MessagePort, because each of
 * those carries the frame it came from and is checked by it; a port, once given away, is anybody's.
 */
export const CHANNEL = 'slipway.rpc';
/** In place of a text: this end has hung up. */
export const HUNG_UP = null;
/** The first text of a page, which says only that it is there: the page before it is gone by then. */
export const HELLO = '';

/** What we need of Electron's ipcRenderer. */
export interface PageIpc {
  send(channel: string, page: string, text: string | null): void;
  on(channel: string, listener: (event: unknown, page: unknown, text: unknown) => void): unknown;
}

/** What stands in the page as `window.slipwayBridge`. */
export interface PageBridge {
  send(text: string): void;
  onMessage(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
}

/** @param page a name of this load of the page, new each time: what comes late from the load before is told apart */
export function createPageBridge(ipc: PageIpc, page: string): PageBridge {
  let isOpen = true;
  let onMessage: ((text: string) => void) | undefined;
  const onClose: (() => void)[] = [];
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    for (const listener of onClose) listener();
  };
  ipc.on(CHANNEL, (_event, forPage, text) => {
    if (forPage !== page || !isOpen) return;
    if (typeof text === 'string') onMessage?.(text);
    else close();
  });
  ipc.send(CHANNEL, page, HELLO);
  return Object.freeze({
    send: (text: string) => {
      if (typeof text !== 'string') throw new TypeError('only texts go over this bridge');
      if (!isOpen) return;
      if (text.length <= MAX_MESSAGE_LENGTH) return ipc.send(CHANNEL, page, text);
      ipc.send(CHANNEL, page, HUNG_UP);
      close();
    },
    onMessage: (listener: (text: string) => void) => {
      onMessage = listener;
    },
    onClose: (listener: () => void) => {
      if (isOpen) onClose.push(listener);
      else queueMicrotask(listener);
    },
  });
}
