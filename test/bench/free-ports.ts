// Finds ports of 127.0.0.1 that nobody listens on.

import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** That many different ports; held all at once while they are looked for, so that none comes twice. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
