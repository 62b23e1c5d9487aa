// A wire over a unix socket: one JSON text a line.

import { connect as connectSocket, type Socket } from 'node:net';
import { createLineSplitter } from '../../preload/rpc/lines.ts';
import { MAX_MESSAGE_LENGTH, type Wire } from '../../preload/rpc/wire.ts';

/** Makes a connected socket a wire. An error of the socket closes the wire; there is nobody to tell but the asker. */
export function socketWire(socket: Socket): Wire {
  let onMessage: ((text: string) => void) | undefined;
  const take = createLineSplitter(
    MAX_MESSAGE_LENGTH,
    (line) => onMessage?.(line),
    () => socket.destroy(),
  );
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => take(chunk));
  socket.on('error', () => socket.destroy());
  return {
    send: (text) => {
      if (socket.writable) socket.write(`${text}\n`);
    },
    onMessage: (listener) => {
      onMessage = listener;
    },
    onClose: (listener) => {
      if (socket.destroyed) queueMicrotask(listener);
      else socket.once('close', listener);
    },
    close: () => socket.end(() => socket.destroy()),
  };
}

/** Connects to a unix socket. @throws the system's own error: ENOENT, ECONNREFUSED, EACCES */
export function dialSocket(path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket(path);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
