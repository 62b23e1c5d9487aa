// The window for a browser answers its own page only: not a rebound name, not another site, not a guess (fault 76).

import { once } from 'node:events';
import { request as ask, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { openApp } from '../../main/app/app.ts';
import { openService, type Service } from '../../main/app/handlers.ts';
import { WEB_ABILITIES } from '../../main/web/abilities.ts';
import { startWebHost, type WebHost } from '../../main/web/server.ts';
import { webSocketWire } from '../../main/web/wire.ts';
import { AppContract } from '../../preload/contract/contract.ts';
import { connectGroups } from '../../preload/rpc/groups.ts';
import { sharedSlipway } from '../harness/shared-machine.ts';

let service: Service;
let host: WebHost;
const token = () => host.url.split('#token=')[1] ?? '';
const origin = () => `http://127.0.0.1:${host.port}`;

beforeAll(async () => {
  // The sockets of a machine are where its own commands have them.
  vi.stubEnv('XDG_RUNTIME_DIR', sharedSlipway().env['XDG_RUNTIME_DIR']);
  service = openService(openApp(sharedSlipway().env), WEB_ABILITIES);
  host = await startWebHost(service);
});
afterAll(async () => {
  await host.close();
  service.close();
  vi.unstubAllEnvs();
});

/** Node's own fetch writes Host and Origin itself. */
async function statusOf(path: string, headers: OutgoingHttpHeaders = {}, method = 'GET'): Promise<number> {
  const asked = ask({ host: '127.0.0.1', port: host.port, path, method, headers }).end();
  const [response] = (await once(asked, 'response')) as [{ statusCode: number; resume(): void }];
  response.resume();
  return response.statusCode;
}

/** What is written to a socket as it is, for what no HTTP client would send. */
async function firstLine(text: string): Promise<string> {
  const socket = connect(host.port, '127.0.0.1').setEncoding('utf8');
  socket.write(text);
  const [answer] = (await once(socket, 'data')) as [string];
  socket.destroy();
  return answer.split('\r\n')[0] ?? '';
}

describe('a request', () => {
  it.each(['evil.example', '127.0.0.1.evil.example', '127.1'])('for %s is misdirected', async (name) => {
    expect(await statusOf('/', { host: `${name}:${host.port}` })).toBe(421);
  });

  it('without a host is refused, by HTTP/1.1’s own rule and by ours in HTTP/1.0', async () => {
    expect(await firstLine('GET / HTTP/1.1\r\n\r\n')).toContain('400');
    expect(await firstLine('GET / HTTP/1.0\r\n\r\n')).toContain('421');
  });

  it.each(['null', 'https://evil.example', 'http://127.0.0.1.evil.example'])(
    'of a page at %s is refused, even for what is public',
    async (from) => {
      expect(await statusOf('/', { origin: from })).toBe(403);
    },
  );

  it.each(['POST', 'PUT', 'DELETE'])('by %s is refused', async (method) => {
    expect(await statusOf('/', {}, method)).toBe(405);
  });

  it.each([
    '/../package.json',
    '/assets/../../../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    String.raw`/..\package.json`,
    '//etc/passwd',
    '/assets/%00.js',
    '/.env',
    '/index.html.map',
  ])('for %s finds nothing', async (path) => {
    expect(await statusOf(path)).toBe(404);
  });

  it('is answered at 127.0.0.1 only', async () => {
    const outside = Object.values((await import('node:os')).networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal);
    if (outside === undefined) return;
    const socket = connect(host.port, outside.address);
    const [failure] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    expect(failure.code).toBe('ECONNREFUSED');
  });
});

describe('a WebSocket', () => {
  const dial = (protocols: string[], from: string | undefined, path = '/rpc') =>
    new WebSocket(
      `ws://127.0.0.1:${host.port}${path}`,
      protocols,
      from === undefined ? {} : { origin: from },
    );
  const refusal = async (socket: WebSocket) => {
    const [failure] = (await once(socket, 'error')) as [Error];
    return failure.message;
  };

  it.each([
    ['without a token', () => ['slipway.rpc'], origin, '401'],
    ['with a wrong token', () => ['slipway.rpc', 'slipway.token.wrong'], origin, '401'],
    [
      'of another page',
      () => ['slipway.rpc', `slipway.token.${token()}`],
      () => 'https://evil.example',
      '403',
    ],
    ['of a page without an origin', () => ['slipway.rpc', `slipway.token.${token()}`], () => 'null', '403'],
    ['of no page', () => ['slipway.rpc', `slipway.token.${token()}`], () => undefined, '403'],
  ])('%s is refused', async (_what, protocols, from, status) => {
    expect(await refusal(dial(protocols(), from()))).toContain(status);
  });

  it('to another path is refused', async () => {
    expect(await refusal(dial(['slipway.rpc', `slipway.token.${token()}`], origin(), '/'))).toContain('400');
  });

  it('of our page with the token speaks the contract, and is not told its token back', async () => {
    const socket = dial(['slipway.rpc', `slipway.token.${token()}`], origin());
    await once(socket, 'open');
    expect(socket.protocol).toBe('slipway.rpc');
    const client = connectGroups(AppContract, webSocketWire(socket));
    expect(await client.host.describe()).toMatchObject({ features: { fileDialogs: false } });
    for await (const { machines } of client.machines.watch()) {
      expect(machines).toContainEqual(expect.objectContaining({ name: 'default', status: 'running' }));
      break;
    }
    socket.terminate();
  });

  it('that sends a hundred megabytes is closed before they are read, and the next is served', async () => {
    const ours = ['slipway.rpc', `slipway.token.${token()}`];
    const socket = dial(ours, origin());
    await once(socket, 'open');
    socket.on('error', () => {});
    socket.send('x'.repeat(100 * 1024 * 1024));
    const [code] = (await once(socket, 'close')) as [number];
    expect([1006, 1009]).toContain(code);
    const next = dial(ours, origin());
    await once(next, 'open');
    const client = connectGroups(AppContract, webSocketWire(next));
    expect(await client.host.describe()).toMatchObject({ features: { fileDialogs: false } });
    next.terminate();
  });
});
