// The window's wire: the texts of one page, taken only from the main frame of our own window and only at our own address.

import { CHANNEL, HELLO, HUNG_UP } from '../../preload/page-bridge.ts';
import type { Wire } from '../../preload/rpc/wire.ts';
import { PAGE_ORIGIN } from './address.ts';

/** What is seen of Electron's WebFrameMain. */
export interface PageFrame {
  readonly origin: string;
}

export interface PageEvent {
  /** Null where the frame has gone since. */
  readonly senderFrame: PageFrame | null;
}

/** What is seen of Electron's WebContents. Its `ipc` hears no other window. */
export interface PageContents {
  readonly mainFrame: PageFrame;
  readonly ipc: {
    on(channel: string, listener: (event: PageEvent, page: unknown, text: unknown) => void): unknown;
  };
  send(channel: string, page: string, text: string | null): void;
  isDestroyed(): boolean;
  on(event: 'destroyed', listener: () => void): unknown;
  on(event: 'render-process-gone', listener: () => void): unknown;
}

/** A page's name is a UUID. */
const PAGE_NAME = /^[\w-]{1,64}$/;

/**
 * Serves each page that the window loads, one after the other: a page that is replaced, crashes or is closed loses its
 * wire at once.
 */
export function acceptPages(contents: PageContents, serve: (wire: Wire) => void): void {
  let current: PageEnd | undefined;
  contents.ipc.on(CHANNEL, ({ senderFrame }, page, text) => {
    if (senderFrame === null || senderFrame !== contents.mainFrame) return;
    if (senderFrame.origin !== PAGE_ORIGIN) return;
    if (typeof page !== 'string' || !PAGE_NAME.test(page)) return;
    if (current?.page !== page) {
      current?.close();
      current = openEnd(contents, page);
      serve(current.wire);
    }
    current.take(text);
  });
  const gone = () => current?.close();
  contents.on('destroyed', gone);
  contents.on('render-process-gone', gone);
}

interface PageEnd {
  readonly page: string;
  readonly wire: Wire;
  take(text: unknown): void;
  close(): void;
}

function openEnd(contents: PageContents, page: string): PageEnd {
  let isOpen = true;
  let onMessage: ((text: string) => void) | undefined;
  const onClose: (() => void)[] = [];
  const send = (text: string | null) => {
    if (!contents.isDestroyed()) contents.send(CHANNEL, page, text);
  };
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    send(HUNG_UP);
    for (const listener of onClose) queueMicrotask(listener);
  };
  return {
    page,
    close,
    take: (text) => {
      if (!isOpen || text === HELLO) return;
      if (typeof text === 'string') onMessage?.(text);
      else close();
    },
    wire: {
      send: (text) => {
        if (isOpen) send(text);
      },
      onMessage: (listener) => {
        onMessage = listener;
      },
      onClose: (listener) => {
        if (isOpen) onClose.push(listener);
        else queueMicrotask(listener);
      },
      close,
    },
  };
}
