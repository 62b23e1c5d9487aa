// The wires that every contract test runs over; a new carrier is one more row.

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket, WebSocketServer } from 'ws';
import { acceptPages } from '../../main/desktop/wire.ts';
import { dialSocket, socketWire } from '../../main/lib/socket-wire.ts';
import { webSocketWire } from '../../main/web/wire.ts';
import { CHANNEL, createPageBridge, HUNG_UP } from '../../preload/page-bridge.ts';
import { MAX_MESSAGE_LENGTH, memoryWires, type Wire } from '../../preload/rpc/wire.ts';
import { fakePage } from '../fakes/electron-page.ts';

export interface Pair {
  asking: Wire;
  serving: Wire;
  dispose(): Promise<void>;
}

export const WIRES: readonly { name: string; open(): Promise<Pair> }[] = [
  {
    name: 'memory',
    open: async () => {
      const [asking, serving] = memoryWires();
      return { asking, serving, dispose: async () => {} };
    },
  },
  { name: 'unix socket', open: openSockets },
  { name: 'WebSocket', open: openWebSockets },
  { name: "the desktop window's bridge", open: openBridge },
];

async function openSockets(): Promise<Pair> {
  const folder = await mkdtemp(join(tmpdir(), 'wire-'));
  const path = join(folder, 's.sock');
  const server = createServer();
  const accepted = new Promise<Socket>((resolve) => {
    server.once('connection', resolve);
  });
  await new Promise<void>((resolve) => {
    server.listen(path, resolve);
  });
  const asking = await dialSocket(path);
  const serving = await accepted;
  return {
    asking: socketWire(asking),
    serving: socketWire(serving),
    dispose: async () => {
      asking.destroy();
      serving.destroy();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function openWebSockets(): Promise<Pair> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: MAX_MESSAGE_LENGTH * 4 });
  await once(server, 'listening');
  const accepted = new Promise<WebSocket>((resolve) => {
    server.once('connection', resolve);
  });
  const asking = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [serving] = await Promise.all([accepted, once(asking, 'open')]);
  return {
    asking: webSocketWire(asking),
    serving: webSocketWire(serving),
    dispose: async () => {
      asking.terminate();
      serving.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Both ends as they are in the app; only Electron between them is not. */
async function openBridge(): Promise<Pair> {
  const page = fakePage();
  const accepted = new Promise<Wire>((resolve) => {
    acceptPages(page.contents, resolve);
  });
  const bridge = createPageBridge(page.ipc, 'a-page');
  return {
    // A page has no way to hang up but to be gone.
    asking: {
      ...bridge,
      close: () => {
        page.sendAs(page.contents.mainFrame, CHANNEL, 'a-page', HUNG_UP);
      },
    },
    serving: await accepted,
    dispose: async () => page.destroy(),
  };
}
