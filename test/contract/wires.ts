// The wires that every contract test runs over; a new carrier is one more row.

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dialSocket, socketWire } from '../../main/lib/socket-wire.ts';
import { memoryWires, type Wire } from '../../preload/rpc/wire.ts';

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
