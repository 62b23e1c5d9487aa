// The page's end of the wire: the desktop window's bridge where there is one, else a WebSocket to who served the page.

import type { Wire } from '../../preload/rpc/wire.ts';

/** What the desktop host's preload puts into the page (preload/bridge.ts). */
export interface Bridge {
  send(text: string): void;
  onMessage(listener: (text: string) => void): void;
  onClose(listener: () => void): void;
}

declare global {
  interface Window {
    readonly slipwayBridge?: Bridge;
  }
}

const TOKEN_KEY = 'slipway-token';

/** @throws when the other side refuses us: a wrong or missing token, or a program that has ended */
export async function openWire(): Promise<Wire> {
  const { slipwayBridge: bridge } = window;
  if (bridge !== undefined) return { ...bridge, close: () => window.close() };
  return openWebSocket(takeToken());
}

/** The token came in the address, behind the #; it is kept for reloads of this tab and taken out of sight. */
function takeToken(): string {
  const given = /^#token=([\w-]+)$/.exec(window.location.hash)?.[1];
  if (given !== undefined) {
    window.sessionStorage.setItem(TOKEN_KEY, given);
    window.history.replaceState(null, '', window.location.pathname);
  }
  return window.sessionStorage.getItem(TOKEN_KEY) ?? '';
}

function openWebSocket(token: string): Promise<Wire> {
  const { host } = window.location;
  const socket = new WebSocket(`ws://${host}/rpc`, ['slipway.rpc', `slipway.token.${token}`]);
  return new Promise((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('the connection was refused')), { once: true });
    socket.addEventListener('open', () => resolve(webSocketWire(socket)), { once: true });
  });
}

function webSocketWire(socket: WebSocket): Wire {
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    onMessage: (listener) =>
      socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string') listener(data);
      }),
    onClose: (listener) => socket.addEventListener('close', listener, { once: true }),
    close: () => socket.close(),
  };
}
