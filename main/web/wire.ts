// A wire over a WebSocket: one message a frame.

import type { WebSocket } from 'ws';
import type { Wire } from '../../preload/rpc/wire.ts';

/** Makes an open WebSocket a wire; a binary frame is none of ours and closes it. */
export function webSocketWire(socket: WebSocket): Wire {
  let onMessage: ((text: string) => void) | undefined;
  socket.on('message', (data, isBinary) => {
    if (isBinary || !Buffer.isBuffer(data)) return socket.terminate();
    onMessage?.(data.toString('utf8'));
  });
  socket.on('error', () => socket.terminate());
  return {
    send: (text) => {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
    onMessage: (listener) => {
      onMessage = listener;
    },
    onClose: (listener) => {
      if (socket.readyState === socket.CLOSED) queueMicrotask(listener);
      else socket.once('close', listener);
    },
    close: () => socket.close(),
  };
}
