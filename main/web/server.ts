// The window for a browser: its page and its wire, on 127.0.0.1 only, for who has the token of this start.

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { AppContract } from '../../preload/contract/contract.ts';
import { serveGroups } from '../../preload/rpc/groups.ts';
import { MAX_MESSAGE_LENGTH } from '../../preload/rpc/wire.ts';
import type { Service } from '../app/handlers.ts';
import { readPageFile } from '../lib/page-files.ts';
import { refuseRequest, refuseUpgrade, SPOKEN_PROTOCOL, type Refusal } from './guard.ts';
import { webSocketWire } from './wire.ts';

export interface WebHost {
  /** With the token in its fragment, which browsers send to nobody. */
  url: string;
  port: number;
  close(): Promise<void>;
}

/** @param port 0 for any that is free. @throws EADDRINUSE */
export async function startWebHost(service: Service, port = 0): Promise<WebHost> {
  const token = randomBytes(32).toString('base64url');
  const server = createServer((request, response) => void answer(request, response, ownPort(), service));
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_LENGTH * 4,
    handleProtocols: () => SPOKEN_PROTOCOL,
  });
  const ownPort = () => portOf(server.address());
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = request.url === '/rpc' ? refuseUpgrade(request, ownPort(), token) : NOT_THERE;
    if (refusal !== undefined) return void socket.end(refusalText(refusal));
    sockets.handleUpgrade(request, socket, head, (webSocket) =>
      serveGroups(AppContract, service.handlers, webSocketWire(webSocket)),
    );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${ownPort()}/#token=${token}`,
    port: ownPort(),
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const NOT_THERE: Refusal = { status: 400, reason: 'nothing is spoken here' };

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
  service: Service,
): Promise<void> {
  const refusal = refuseRequest(request, port);
  if (refusal !== undefined) return void response.writeHead(refusal.status, PLAIN).end(`${refusal.reason}\n`);
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
  const { colourScheme } = await service.preferences();
  const file = await readPageFile(path, randomBytes(16).toString('base64url'), "'self'", colourScheme);
  if (file === undefined) return void response.writeHead(404, PLAIN).end('there is no such page\n');
  response.writeHead(200, file.headers).end(request.method === 'HEAD' ? undefined : file.body);
}

const PLAIN = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };

function refusalText({ status, reason }: Refusal): string {
  return `HTTP/1.1 ${status} Refused\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n${reason}\n`;
}
