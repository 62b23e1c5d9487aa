// The guest's first-boot data: what is in it, where, and that it fits a block device.

import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { extract, type Header } from 'tar-stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureCertificates } from '../../../main/certs/bundle.ts';
import { parseMachineName } from '../../../main/machine/name.ts';
import { machinePaths, type MachinePaths } from '../../../main/machine/paths.ts';
import { seedTar, writeSeed } from '../../../main/provision/seed.ts';
import { ensureSshKeys } from '../../../main/ssh/keys.ts';

const MEBIBYTE = 1_048_576;

let home: string;
let paths: MachinePaths;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-seed-'));
  paths = machinePaths(home, parseMachineName('dev'), { XDG_RUNTIME_DIR: home });
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function unpack(tar: Buffer): Promise<{ header: Header; data: string }[]> {
  const found: { header: Header; data: string }[] = [];
  const entries = extract();
  entries.end(tar);
  for await (const entry of entries) found.push({ header: entry.header, data: await text(entry) });
  return found;
}

test('the same files give the same bytes, in whole MiB', async () => {
  const files = [{ name: 'hostname', data: 'dev\n' }];
  const tar = await seedTar(files);
  expect(tar.length).toBe(MEBIBYTE);
  expect(tar.equals(await seedTar(files))).toBe(true);
  expect((await seedTar([{ name: 'big', data: Buffer.alloc(MEBIBYTE) }])).length).toBe(2 * MEBIBYTE);
});

test('it is a plain ustar whose files are root’s alone', async () => {
  const tar = await seedTar([{ name: 'ssh/authorized_keys', data: 'key é\n' }]);
  expect(tar.subarray(257, 263).toString('latin1')).toBe('ustar\0');
  const [entry, ...others] = await unpack(tar);
  expect(others).toEqual([]);
  expect(entry).toMatchObject({
    header: { name: 'ssh/authorized_keys', type: 'file', mode: 0o600, uid: 0, gid: 0 },
    data: 'key é\n',
  });
});

test("a machine's seed holds its name, the engine's side of TLS and the guest's side of SSH, and no other key", async () => {
  await ensureCertificates(paths);
  await ensureSshKeys(paths, { port: 2222 });
  await writeSeed(paths, { hostname: 'dev' });
  expect((await stat(paths.seed)).mode & 0o777).toBe(0o600);
  const tar = await readFile(paths.seed);
  const files = Object.fromEntries((await unpack(tar)).map(({ header, data }) => [header.name, data]));
  const at = (folder: string, file: string) => readFile(join(folder, file), 'utf8');
  expect(files).toEqual({
    hostname: 'dev\n',
    'engine/ca.pem': await at(paths.certs, 'ca.pem'),
    'engine/cert.pem': await at(paths.authority, 'server-cert.pem'),
    'engine/key.pem': await at(paths.authority, 'server-key.pem'),
    'engine/daemon.json': expect.stringContaining('"live-restore": true'),
    'ssh/host_ed25519': await at(paths.ssh, 'host_ed25519'),
    'ssh/authorized_keys': await at(paths.ssh, 'id_ed25519.pub'),
  });
  for (const secret of [join(paths.authority, 'ca-key.pem'), join(paths.certs, 'key.pem')]) {
    expect(tar.includes((await readFile(secret, 'utf8')).split('\n')[1] ?? '')).toBe(false);
  }
});

test('a seed without its keys is not written', async () => {
  await ensureCertificates(paths);
  await expect(writeSeed(paths, { hostname: 'dev' })).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(stat(paths.seed)).rejects.toMatchObject({ code: 'ENOENT' });
});
