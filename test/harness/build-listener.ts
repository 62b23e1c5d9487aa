// An engine that only listens to what a docker client sends it to build from, and then refuses.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extract } from 'tar-stream';

export interface BuildListener {
  /** For DOCKER_HOST. */
  readonly host: string;
  /** Names in the tar that came last, without slashes at their ends. */
  lastSent(): string[];
  close(): void;
}

/** Source: the engine's API: _ping, ImageBuild. */
export async function listenForBuilds(): Promise<BuildListener> {
  let sent: string[] = [];
  const server = createServer((request, response) => {
    response.setHeader('API-Version', '1.45').setHeader('Builder-Version', '1');
    if (request.url?.includes('/build') !== true) return void response.end('{"ID":"x"}');
    const names: string[] = [];
    const tar = extract();
    tar.on('entry', ({ name }, entry, next) => {
      names.push(name.replace(/\/$/, ''));
      entry.once('end', next).resume();
    });
    tar.once('finish', () => {
      sent = names;
      response.writeHead(500, { 'Content-Type': 'application/json' }).end('{"message":"heard"}');
    });
    request.pipe(tar);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { host: `tcp://127.0.0.1:${port}`, lastSent: () => sent, close: () => void server.close() };
}
