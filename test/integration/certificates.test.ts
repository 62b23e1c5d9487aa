// OpenSSL, Node and the docker CLI accept our certificates for what they are, and nobody accepts others.

import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, get, type RequestOptions, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureCertificates } from '../../main/certs/bundle.ts';
import { certificateFiles, type CertificateFile } from '../../main/certs/files.ts';
import { issueLeaves } from '../../main/certs/issue.ts';
import { dockerExports } from '../../main/env/exports.ts';
import { run } from '../../main/lib/exec.ts';

let home: string;
/** The machine `default`, and another. */
let mine: Record<CertificateFile, string>;
let theirs: Record<CertificateFile, string>;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-certificates-'));
  mine = await make('default');
  theirs = await make('other');
});
afterAll(() => rm(home, { recursive: true, force: true }));

async function make(machine: string) {
  const folder = join(home, machine);
  const paths = { folder, certs: join(folder, 'certs'), authority: join(folder, 'authority') };
  await ensureCertificates(paths);
  return certificateFiles(paths);
}

describe('openssl, in its strict mode', () => {
  const verify = (file: string, ...options: string[]) =>
    run('openssl', ['verify', '-x509_strict', '-CAfile', mine.ca, ...options, file], {
      expect: [0, 2],
      timeoutMs: 30_000,
    });

  test.each([
    ['-verify_ip', '127.0.0.1'],
    ['-verify_ip', '::1'],
    ['-verify_hostname', 'localhost'],
  ])('takes the server for one at %s %s', async (option, name) => {
    const { code, stdout } = await verify(mine.server, '-purpose', 'sslserver', option, name);
    expect([code, stdout.trim()]).toEqual([0, `${mine.server}: OK`]);
  });

  test('takes the client for one', async () => {
    const { code, stdout } = await verify(mine.client, '-purpose', 'sslclient');
    expect([code, stdout.trim()]).toEqual([0, `${mine.client}: OK`]);
  });

  test.each<[string, CertificateFile, string[]]>([
    ['the server as a client', 'server', ['-purpose', 'sslclient']],
    ['the client as a server', 'client', ['-purpose', 'sslserver']],
    ['the server under another address', 'server', ['-verify_ip', '10.0.2.15']],
    ['the server in 398 days', 'server', ['-attime', String(Math.floor(Date.now() / 1000) + 398 * 86_400)]],
    ['the server three days ago', 'server', ['-attime', String(Math.floor(Date.now() / 1000) - 3 * 86_400)]],
  ])('refuses %s', async (_what, file, options) => {
    expect((await verify(mine[file], ...options)).code).toBe(2);
  });

  test("refuses another machine's", async () => {
    expect((await verify(theirs.server, '-purpose', 'sslserver')).code).toBe(2);
  });

  test('refuses what a stolen CA key would sign for another host', async () => {
    const request = join(home, 'evil.csr');
    const stolen = join(home, 'evil.pem');
    const extensions = join(home, 'evil.cnf');
    await writeFile(extensions, 'subjectAltName=DNS:registry.example.com\nextendedKeyUsage=serverAuth\n');
    const key = [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      join(home, 'evil.key'),
    ];
    await run('openssl', ['req', '-new', ...key, '-subj', '/CN=evil', '-out', request]);
    const by = ['-CA', mine.ca, '-CAkey', mine.caKey, '-extfile', extensions];
    await run('openssl', ['x509', '-req', '-in', request, ...by, '-days', '9', '-out', stolen]);
    const { code, stderr } = await verify(stolen, '-purpose', 'sslserver');
    expect(code).toBe(2);
    expect(stderr).toContain('permitted subtree violation');
  });

  test('reads the profile we promise', async () => {
    const { stdout } = await run('openssl', ['x509', '-in', mine.ca, '-noout', '-text']);
    for (const part of [
      'CA:TRUE, pathlen:0',
      'Certificate Sign, CRL Sign',
      'X509v3 Name Constraints: critical',
      'IP:127.0.0.1/255.255.255.255',
      'DNS:localhost',
      'NIST CURVE: P-256',
    ]) {
      expect(stdout).toContain(part);
    }
    const server = await run('openssl', ['x509', '-in', mine.server, '-noout', '-text']);
    expect(server.stdout).toMatch(/X509v3 Extended Key Usage: critical\s+TLS Web Server Authentication\n/);
    expect(server.stdout).toMatch(/X509v3 Key Usage: critical\s+Digital Signature\n/);
  });
});

describe('between a server with our certificate and', () => {
  let server: Server;
  let port: number;

  beforeAll(async () => {
    const files = [mine.ca, mine.server, mine.serverKey].map((file) => readFile(file));
    const [ca, cert, key] = await Promise.all(files);
    // It lets everybody speak, to tell each what it found.
    server = createServer({ ca, cert, key, requestCert: true, rejectUnauthorized: false }, answer);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => server.close());

  function answer({ socket, url }: IncomingMessage, response: ServerResponse) {
    const tls = socket as TLSSocket;
    if (!tls.authorized) {
      response.writeHead(401).end(String(tls.authorizationError));
    } else if (url?.endsWith('/version')) {
      // What `docker version` asks an engine for.
      response.setHeader('Content-Type', 'application/json');
      response.end('{"Version": "proof", "ApiVersion": "1.41", "MinAPIVersion": "1.12"}');
    } else {
      response.setHeader('Api-Version', '1.41').end(tls.getProtocol());
    }
  }

  /** The TLS version agreed on, or why one side did not trust the other. */
  async function shake(options: RequestOptions): Promise<string> {
    return new Promise((resolve) => {
      const request = get(
        { host: '127.0.0.1', port, path: '/_ping', agent: false, ...options },
        (response) => {
          resolve(text(response));
        },
      );
      request.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    });
  }

  const pem = async (files: Record<CertificateFile, string>, name: 'client' | 'server') => ({
    ca: await readFile(files.ca),
    cert: await readFile(files[name]),
    key: await readFile(files[`${name}Key`]),
  });

  test('our client there is trust, by address and by name, from TLS 1.2 on', async () => {
    const client = await pem(mine, 'client');
    expect(await shake(client)).toBe('TLSv1.3');
    expect(await shake({ ...client, servername: 'localhost' })).toBe('TLSv1.3');
    expect(await shake({ ...client, maxVersion: 'TLSv1.2' })).toBe('TLSv1.2');
  });

  test('a client without a certificate there is none', async () => {
    expect(await shake({ ca: await readFile(mine.ca) })).toBe('UNABLE_TO_GET_ISSUER_CERT');
  });

  test("another machine's client there is none, though it is told the right CA", async () => {
    const client = await pem(theirs, 'client');
    expect(await shake({ ...client, ca: await readFile(mine.ca) })).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    expect(await shake(client)).toBe('SELF_SIGNED_CERT_IN_CHAIN');
  });

  test('a client with the server’s own certificate there is none', async () => {
    expect(await shake(await pem(mine, 'server'))).toBe('INVALID_PURPOSE');
  });

  test('a client that has expired there is none', async () => {
    const { ca, clientKey, client } = await issueLeaves(
      { ca: await readFile(mine.ca, 'utf8'), caKey: await readFile(mine.caKey, 'utf8') },
      'default',
      new Date(Date.now() - 400 * 86_400_000),
    );
    expect(await shake({ ca, cert: client, key: clientKey })).toBe('CERT_HAS_EXPIRED');
  });

  test('the docker CLI there is trust through the variables we export', async () => {
    const certs = join(home, 'default', 'certs');
    const env = {
      ...dockerExports({ machine: 'default', port, certs }),
      DOCKER_CONFIG: join(home, 'docker'),
    };
    const { stdout } = await run('docker', ['version', '--format', '{{.Server.Version}}'], {
      env,
      timeoutMs: 30_000,
    });
    expect(stdout.trim()).toBe('proof');
  });
});
