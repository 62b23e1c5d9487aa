// OpenSSH and dropbear read our keys, and our client speaks to the machine it knows and to no other.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
} from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type * as Ssh2 from 'ssh2';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../main/lib/exec.ts';
import { connectSsh, type SshConnection } from '../../main/ssh/client.ts';
import { makeEd25519Pair, opensshPrivateKey, parseDropbearPrivateKey } from '../../main/ssh/key-formats.ts';
import { ensureSshKeys, sshFiles, type SshPaths } from '../../main/ssh/keys.ts';

/** The server half of the library that our client is built on. */
const ssh2 = createRequire(import.meta.resolve('node-ssh'))('ssh2') as typeof Ssh2;

let home: string;
let paths: SshPaths;
const endings: (() => unknown)[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-ssh-'));
  paths = { folder: join(home, 'default'), ssh: join(home, 'default', 'ssh') };
  await ensureSshKeys(paths, { port: 2222 });
});
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
  await rm(home, { recursive: true, force: true });
});

describe('the key files', () => {
  const typeAndKey = (line: string) => line.trim().split(' ').slice(0, 2).join(' ');
  const publicFile = async (path: string) => typeAndKey(await readFile(path, 'utf8'));

  test('of the guest are read by dropbear', async () => {
    const { hostKey, hostPublic } = sshFiles(paths);
    const { stdout } = await run('dropbearkey', ['-y', '-f', hostKey]);
    const line = stdout.split('\n').find((each) => each.startsWith('ssh-ed25519 ')) ?? '';
    expect(typeAndKey(line)).toBe(await publicFile(hostPublic));
  });

  test('of ours are read by OpenSSH', async () => {
    const { clientKey, clientPublic } = sshFiles(paths);
    const { stdout } = await run('ssh-keygen', ['-y', '-f', clientKey]);
    expect(typeAndKey(stdout)).toBe(await publicFile(clientPublic));
  });

  test('known_hosts is understood by OpenSSH', async () => {
    const { stdout } = await run('ssh-keygen', ['-F', '[127.0.0.1]:2222', '-f', sshFiles(paths).knownHosts]);
    expect(stdout).toContain(await publicFile(sshFiles(paths).hostPublic));
  });
});

/** An SSH server whose shell is this computer's own; it notes who tries to get in, and how. */
async function serve(hostKey: string) {
  const attempts: string[] = [];
  const accepted = ssh2.utils.parseKey(await readFile(sshFiles(paths).clientPublic));
  if (accepted instanceof Error) throw accepted;
  const server = new ssh2.Server({ hostKeys: [hostKey] }, (client) => {
    client.on('error', () => {});
    client.on('authentication', (attempt) => {
      attempts.push(`${attempt.method} ${attempt.username}`);
      const isOurs = attempt.method === 'publickey' && attempt.key.data.equals(accepted.getPublicSSH());
      if (isOurs) attempt.accept();
      else attempt.reject(['publickey']);
    });
    client.on('session', (accept) => {
      accept().on('exec', (acceptExec, _reject, { command }) => answer(acceptExec(), command));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endings.push(() => server.close());
  return { attempts, port: (server.address() as AddressInfo).port };
}

function answer(channel: Ssh2.ServerChannel, command: string) {
  const child = spawn('sh', ['-c', command]);
  channel.pipe(child.stdin);
  child.stdin.on('error', () => {});
  child.stdout.pipe(channel, { end: false });
  child.stderr.pipe(channel.stderr, { end: false });
  child.once('close', (code, signal) => {
    if (signal === null) channel.exit(code ?? 1);
    else channel.exit(signal.slice('SIG'.length));
    channel.end();
  });
}

async function serveAsGuest() {
  const host = parseDropbearPrivateKey(await readFile(sshFiles(paths).hostKey));
  if (host === undefined) throw new Error('the host key is damaged');
  return serve(opensshPrivateKey(host, ''));
}

async function connectTo(port: number, timeoutMs = 10_000): Promise<SshConnection> {
  const ssh = await connectSsh({ port, paths, timeoutMs });
  endings.push(() => ssh.dispose());
  return ssh;
}

/** A forward that can be cut. */
async function cutter(port: number) {
  const server: TcpServer = createTcpServer((near) => {
    const far = connect(port, '127.0.0.1');
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on('error', () => {});
    endings.push(() => far.destroy());
    cuts.push(() => near.resetAndDestroy());
  });
  const cuts: (() => void)[] = [];
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endings.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, cut: () => cuts.forEach((cut) => cut()) };
}

describe('to the guest', () => {
  test('only our key is offered, as root', async () => {
    const { port, attempts } = await serveAsGuest();
    await connectTo(port);
    expect(new Set(attempts)).toEqual(new Set(['publickey root']));
  });

  test('arguments arrive as they were given', async () => {
    const ssh = await connectTo((await serveAsGuest()).port);
    const words = ["it's", '$HOME `id` $(id)', '"', '\\', '', 'two\nlines', '🚢 *', '-n', '!x'];
    const { stdout } = await ssh.run(['printf', '%s\\0', ...words]);
    expect(stdout.split('\0').slice(0, -1)).toEqual(words);
  });

  test('input, output, talk and the exit code come through', async () => {
    const ssh = await connectTo((await serveAsGuest()).port);
    const result = await ssh.run(['sh', '-c', 'cat; echo talk >&2; exit 7'], { stdin: 'ä'.repeat(100_000) });
    expect(result).toEqual({ code: 7, stdout: 'ä'.repeat(100_000), stderr: 'talk\n' });
    expect((await ssh.run(['sh', '-c', 'kill -TERM $$'])).code).toBe(143);
  });

  test('a file arrives whole and with its mode, also in the place of another', async () => {
    const ssh = await connectTo((await serveAsGuest()).port);
    const target = join(home, 'a file');
    for (const data of [Buffer.alloc(300_000, 7), Buffer.from('short')]) {
      await ssh.putFile(data, target, 0o600);
      expect((await readFile(target)).equals(data)).toBe(true);
      expect((await stat(target)).mode & 0o777).toBe(0o600);
      await chmod(target, 0o644);
    }
    await expect(ssh.putFile('x', join(home, 'none', 'file'), 0o600)).rejects.toMatchObject({
      code: 'E_SSH_FAILED',
      message: expect.stringContaining(join(home, 'none', 'file')),
    });
  });

  test('a program between pipes behaves like a local one', async () => {
    const ssh = await connectTo((await serveAsGuest()).port);
    const local = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
    local.stdin.end('in');
    expect(await ssh.runInteractive(['sh', '-c', 'cat; echo talk >&2; exit 3'], local)).toBe(3);
    local.stdout.end();
    local.stderr.end();
    expect([await text(local.stdout), await text(local.stderr)]).toEqual(['in', 'talk\n']);
  });

  test('a connection that is cut ends what was under way, and not our process', async () => {
    const { port, cut } = await cutter((await serveAsGuest()).port);
    const ssh = await connectTo(port);
    const local = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
    const ended = ssh.runInteractive(['sh', '-c', 'echo ready; cat'], local);
    local.stdout.once('data', cut);
    await expect(ended).rejects.toMatchObject({ code: 'E_SSH_FAILED' });
    await expect(ssh.run(['true'])).rejects.toMatchObject({ code: 'E_SSH_FAILED' });
  });
});

describe('to something else on the port (fault 59)', () => {
  test('with another host key no key is offered', async () => {
    const { port, attempts } = await serve(opensshPrivateKey(makeEd25519Pair(), ''));
    await expect(connectTo(port)).rejects.toMatchObject({
      code: 'E_SSH_HOST_KEY',
      message: `SSH host key mismatch on 127.0.0.1:${port}`,
    });
    expect(attempts).toEqual([]);
  });

  test('with a host key of another kind neither', async () => {
    const { private: ecdsa } = ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256 });
    const { port, attempts } = await serve(ecdsa);
    await expect(connectTo(port)).rejects.toMatchObject({ code: 'E_SSH_HOST_KEY' });
    expect(attempts).toEqual([]);
  });

  test('that does not know our key, it is said', async () => {
    const guest = await serveAsGuest();
    await rm(sshFiles(paths).clientKey);
    await ensureSshKeys(paths, { port: guest.port });
    await expect(connectTo(guest.port)).rejects.toMatchObject({
      code: 'E_SSH_FAILED',
      message: expect.stringContaining("does not accept the machine's SSH key"),
    });
  });

  test('that says nothing, we do not wait for ever', async () => {
    const silent = createTcpServer();
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    endings.push(() => silent.close());
    const { port } = silent.address() as AddressInfo;
    await expect(connectTo(port, 200)).rejects.toMatchObject({ code: 'E_TIMED_OUT' });
  });

  test('where nothing listens, it is said', async () => {
    const server = createTcpServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    await expect(connectTo(port)).rejects.toMatchObject({
      code: 'E_SSH_FAILED',
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
  });
});
