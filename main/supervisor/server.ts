// The supervisor's door: a unix socket in a private folder, one wire for each who comes in.

import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import type { Handlers } from '../../preload/contract/define.ts';
import { serve } from '../../preload/rpc/server.ts';
import { makePrivateFolder } from '../lib/files.ts';
import { socketWire } from '../lib/socket-wire.ts';
import type { RuntimePaths } from '../machine/paths.ts';
import { requirePrivateFolder } from './private-folder.ts';
import { SupervisorContract } from './protocol.ts';

export interface Door {
  /** How many are connected now. */
  visitors(): number;
  /** Nobody comes in any more, and the socket is gone; whoever is in stays until the process ends. */
  close(): Promise<void>;
}

/** Makes the folder of the sockets, 0700. @throws E_NO_PERMISSION if somebody else made it before us */
export async function prepareRuntimeFolder(runtime: RuntimePaths): Promise<void> {
  await makePrivateFolder(runtime.folder);
  await requirePrivateFolder(runtime.folder);
}

/**
 * Listens. The caller holds the machine's lock, so a socket that is there already is one of the dead.
 * @param onLeft told whenever somebody has gone
 */
export async function openDoor(
  runtime: RuntimePaths,
  handlers: Handlers<typeof SupervisorContract>,
  onLeft: () => void,
): Promise<Door> {
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.once('close', () => {
      count -= 1;
      onLeft();
    });
    serve(SupervisorContract, handlers, socketWire(socket));
  });
  await rm(runtime.supervisorSocket, { force: true });
  await listen(server, runtime.supervisorSocket);
  return {
    visitors: () => count,
    close: async () => {
      // Not awaited: it settles only when the last visitor has left.
      server.close();
      await rm(runtime.supervisorSocket, { force: true });
    },
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
