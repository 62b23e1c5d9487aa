// A machine's SSH keys are made once, kept, closed to others, and made again when lost.

import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  parseDropbearPrivateKey,
  parseOpensshPrivateKey,
  publicKeyBlob,
} from '../../../main/ssh/key-formats.ts';
import { ensureSshKeys, sshFiles } from '../../../main/ssh/keys.ts';

let home: string;
const paths = () => ({ folder: join(home, 'dev'), ssh: join(home, 'dev', 'ssh') });
const files = () => sshFiles(paths());
const ensure = (port = 2222) => ensureSshKeys(paths(), { port });

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-ssh-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function contents() {
  const texts = Object.values(files()).map((path) => readFile(path, 'latin1'));
  return Promise.all(texts);
}

const base64Of = (line: string) => line.split(' ').find((word) => word.startsWith('AAAA'));

test('keys are made once and then kept byte for byte', async () => {
  expect(await ensure()).toEqual({ state: 'made', warnings: [] });
  const before = await contents();
  expect(await ensure()).toEqual({ state: 'kept', warnings: [] });
  expect(await contents()).toEqual(before);
});

test('the public files are those of the private ones', async () => {
  await ensure();
  const client = parseOpensshPrivateKey(await readFile(files().clientKey, 'utf8'));
  const host = parseDropbearPrivateKey(await readFile(files().hostKey));
  const clientLine = await readFile(files().clientPublic, 'utf8');
  const hostLine = await readFile(files().hostPublic, 'utf8');
  expect(base64Of(clientLine)).toBe(publicKeyBlob(client?.publicKey ?? Buffer.of()).toString('base64'));
  expect(base64Of(hostLine)).toBe(publicKeyBlob(host?.publicKey ?? Buffer.of()).toString('base64'));
  expect(client?.publicKey).not.toEqual(host?.publicKey);
  expect(await readFile(files().knownHosts, 'utf8')).toBe(`[127.0.0.1]:2222 ${hostLine}`);
});

test('another port changes known_hosts and nothing else', async () => {
  await ensure(2222);
  const before = await contents();
  expect(await ensure(2299)).toEqual({ state: 'kept', warnings: [] });
  expect((await contents()).slice(0, 4)).toEqual(before.slice(0, 4));
  expect(await readFile(files().knownHosts, 'utf8')).toMatch(/^\[127\.0\.0\.1\]:2299 ssh-ed25519 /);
});

test('private files are their owner’s alone whatever the umask', async () => {
  const before = process.umask(0);
  try {
    await ensure();
  } finally {
    process.umask(before);
  }
  const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
  expect(await modeOf(paths().ssh)).toBe('700');
  expect(await modeOf(files().clientKey)).toBe('600');
  expect(await modeOf(files().hostKey)).toBe('600');
});

test('a key that others can read is closed, with a warning, and stays the same key', async () => {
  await ensure();
  const before = await contents();
  await chmod(files().clientKey, 0o644);
  expect(await ensure()).toEqual({
    state: 'kept',
    warnings: ['id_ed25519 was open to other users; it is yours alone again'],
  });
  expect((await stat(files().clientKey)).mode & 0o777).toBe(0o600);
  expect(await contents()).toEqual(before);
});

test('a lost public file is made from its key', async () => {
  await ensure();
  const before = await contents();
  await rm(files().hostPublic);
  await writeFile(files().clientPublic, 'ssh-ed25519 somebody else\n');
  expect(await ensure()).toEqual({ state: 'kept', warnings: [] });
  expect(await contents()).toEqual(before);
});

test('a damaged key is replaced and told; the other stays', async () => {
  await ensure();
  const [clientBefore, , hostBefore] = await contents();
  await writeFile(files().hostKey, 'half a k');
  expect(await ensure()).toEqual({
    state: 'repaired',
    warnings: ['host_ed25519 was damaged; a new key has been made'],
  });
  const [clientAfter, , hostAfter] = await contents();
  expect(clientAfter).toBe(clientBefore);
  expect(hostAfter).not.toBe(hostBefore);
});
