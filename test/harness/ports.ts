// Ports of 127.0.0.1 for tests: free ones, and ones that somebody else holds.

import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = await holdPort(0);
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Listens, and greets nobody. @returns close it to let go */
export async function holdPort(port: number): Promise<Server> {
  const server = createServer((visitor) => visitor.destroy()).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
