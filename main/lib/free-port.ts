// Whether a port of this computer can be listened on.

import { createServer } from 'node:net';

/** True if 127.0.0.1:PORT could be had a moment ago; who really wants it must still be ready to lose it. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
