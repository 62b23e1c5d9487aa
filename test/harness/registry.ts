// A registry of our own making for pulls and pushes: in memory, plain HTTP, and it can be made to wait or to refuse.

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface FakeRegistry {
  readonly port: number;
  /** From now on layers are sent by half, and the rest never comes. */
  sendHalves(): Halves;
  /** From now on everybody is asked for a login. */
  askForLogin(): void;
  close(): void;
}

export interface Halves {
  /** One half is on its way. */
  sent: Promise<void>;
  /** Who waited for the other half has left. */
  left: Promise<void>;
}

/** Source: the OCI distribution specification. */
export async function startRegistry(): Promise<FakeRegistry> {
  const stored = new Map<string, { type: string; bytes: Buffer }>();
  const uploads = new Map<string, Buffer[]>();
  let halved: { sent: () => void; left: () => void } | undefined;
  let wantsLogin = false;

  const put = (key: string, type: string, bytes: Buffer, response: ServerResponse) => {
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    stored.set(key, { type, bytes });
    stored.set(`${key.slice(0, key.lastIndexOf('/'))}/${digest}`, { type, bytes });
    response.writeHead(201, { 'Docker-Content-Digest': digest }).end();
  };

  const give = (key: string, isHead: boolean, response: ServerResponse) => {
    const found = stored.get(key);
    if (found === undefined) {
      const code = key.includes('/manifests/') ? 'MANIFEST_UNKNOWN' : 'BLOB_UNKNOWN';
      return refuse(response, 404, { code, message: 'unknown' });
    }
    const { type, bytes } = found;
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    response.writeHead(200, {
      'Content-Type': type,
      'Content-Length': bytes.length,
      'Docker-Content-Digest': digest,
    });
    if (isHead) return void response.end();
    // The image's configuration is small and comes first; only a layer is worth waiting for.
    if (halved === undefined || bytes.length < 100_000) return void response.end(bytes);
    response.once('close', halved.left);
    response.write(bytes.subarray(0, bytes.length / 2), halved.sent);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://registry');
    const { method = 'GET' } = request;
    if (wantsLogin) {
      response.setHeader('WWW-Authenticate', 'Basic realm="registry"');
      return refuse(response, 401, { code: 'UNAUTHORIZED', message: 'authentication required' });
    }
    if (url.pathname === '/v2/') return void response.writeHead(200).end('{}');
    if (method === 'POST' && url.pathname.endsWith('/blobs/uploads/')) {
      const place = `${url.pathname}${uploads.size}`;
      uploads.set(place, []);
      return void response.writeHead(202, { Location: place, Range: '0-0' }).end();
    }
    const upload = uploads.get(url.pathname);
    if (upload === undefined && method === 'PUT') {
      return put(url.pathname, request.headers['content-type'] ?? '', await buffer(request), response);
    }
    if (upload === undefined) return give(url.pathname, method === 'HEAD', response);
    upload.push(await buffer(request));
    const bytes = Buffer.concat(upload);
    if (method === 'PATCH') {
      return void response.writeHead(202, { Location: url.pathname, Range: `0-${bytes.length - 1}` }).end();
    }
    const blobs = url.pathname.slice(0, url.pathname.indexOf('/uploads/'));
    put(`${blobs}/${url.searchParams.get('digest') ?? ''}`, 'application/octet-stream', bytes, response);
  };

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    sendHalves: () => {
      const tell = { sent: () => {}, left: () => {} };
      halved = tell;
      const promised = (name: keyof Halves) =>
        new Promise<void>((resolve) => {
          tell[name] = resolve;
        });
      return { sent: promised('sent'), left: promised('left') };
    },
    askForLogin: () => {
      wantsLogin = true;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function refuse(response: ServerResponse, status: number, error: { code: string; message: string }): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify({ errors: [error] }));
}
