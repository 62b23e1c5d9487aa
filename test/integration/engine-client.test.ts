// The engine's client against an engine of our own making: who is let in, what is told when something is wrong.

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureCertificates } from '../../main/certs/bundle.ts';
import { certificateFiles } from '../../main/certs/files.ts';
import { connectEngine } from '../../main/engine/client.ts';

let home: string;
let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const machine = (name: string) => {
  const folder = join(home, name);
  return { folder, certs: join(folder, 'certs'), authority: join(folder, 'authority') };
};

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-engine-'));
  await ensureCertificates(machine('default'));
  await ensureCertificates(machine('other'));
  const files = certificateFiles(machine('default'));
  const [ca, cert, key] = await Promise.all(
    [files.ca, files.server, files.serverKey].map((file) => readFile(file)),
  );
  const options = { requestCert: true, rejectUnauthorized: true };
  server = createServer({ ca: ca ?? '', cert: cert ?? '', key: key ?? '', ...options }, (request, response) =>
    answer(request, response),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(home, { recursive: true });
});

const port = () => (server.address() as AddressInfo).port;
const engine = (name = 'default', at = port()) => connectEngine({ port: at, certs: machine(name).certs });
const code = (name: string) => expect.objectContaining({ code: name });

test('a ping tells the version of the engine', async () => {
  answer = (_request, response) => response.setHeader('Server', 'Docker/26.1.5 (linux)').end('OK');
  expect(await (await engine()).ping(5_000)).toBe('26.1.5');
});

describe('what is wrong is told apart', () => {
  test.each(['ping', 'version'] as const)(
    '%s with another machine’s certificates is about TLS',
    async (ask) => {
      const other = await engine('other');
      await expect(ask === 'ping' ? other.ping(5_000) : other.version()).rejects.toEqual(code('E_TLS'));
    },
  );

  test('missing certificates are about TLS too, and name the file', async () => {
    await expect(engine('absent')).rejects.toMatchObject({
      code: 'E_TLS',
      message: expect.stringContaining('absent/certs'),
    });
  });

  test.each(['ping', 'version'] as const)('%s where nobody listens is not', async (ask) => {
    const nobody = await engine('default', 1);
    await expect(ask === 'ping' ? nobody.ping(5_000) : nobody.version()).rejects.toMatchObject({
      code: 'E_ENGINE_UNREACHABLE',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('an engine that accepts and says nothing is given up in time', async () => {
    answer = () => {};
    await expect((await engine()).ping(100)).rejects.toEqual(code('E_ENGINE_UNREACHABLE'));
  });

  test('nonsense instead of a list is refused', async () => {
    answer = (_request, response) => response.end('<html>');
    await expect((await engine()).publishedPorts()).rejects.toEqual(code('E_ENGINE_UNREACHABLE'));
  });
});

describe('changes', () => {
  test('come first when the engine listens, then with every event, until the engine goes', async () => {
    let stream: ServerResponse | undefined;
    answer = (_request, response) => {
      stream = response;
      response.flushHeaders();
    };
    const changes = (await engine()).containerChanges(new AbortController().signal);
    expect((await changes.next()).done).toBe(false);
    stream?.write('{"status":"start"}\n{"status":"die"}\n');
    expect((await changes.next()).done).toBe(false);
    stream?.write('{"status":"st');
    stream?.write('art"}\n');
    expect((await changes.next()).done).toBe(false);
    stream?.destroy();
    await expect(changes.next()).rejects.toEqual(code('E_ENGINE_UNREACHABLE'));
  });

  test('end with their signal, on the engine’s side as well', async () => {
    let gone: Promise<unknown> | undefined;
    answer = (_request, response) => {
      gone = once(response, 'close');
      response.flushHeaders();
    };
    const leaving = new AbortController();
    const changes = (await engine()).containerChanges(leaving.signal);
    await changes.next();
    const next = changes.next();
    leaving.abort();
    await expect(next).rejects.toEqual(code('E_CANCELLED'));
    await gone;
  });
});

test('version and info come through dockerode with the same certificates', async () => {
  answer = (request, response) => {
    const said = request.url?.includes('/version')
      ? { Version: '26.1.5', ApiVersion: '1.45', KernelVersion: '6.12' }
      : { Containers: 3, ContainersRunning: 1, Images: 2, MemTotal: 5, NCPU: 2, Driver: 'overlay2' };
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(said));
  };
  const client = await engine();
  expect(await client.version()).toEqual({ engine: '26.1.5', api: '1.45', kernel: '6.12' });
  expect(await client.info()).toMatchObject({ containers: 3, running: 1, storageDriver: 'overlay2' });
});
