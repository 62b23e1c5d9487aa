// A tar from a container lands in its folder or not at all; what is packed here comes out the same.

import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pack, type Header } from 'tar-stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packFrom } from '../../../../main/app/containers/pack.ts';
import { unpack } from '../../../../main/app/containers/unpack.ts';

let base: string;
let into: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'slipway-unpack-'));
  into = join(base, 'into');
  await mkdir(into);
});
afterEach(() => rm(base, { recursive: true }));

type Entry = Partial<Header> & Pick<Header, 'name'>;
const unpacked = (tar: Readable, signal = new AbortController().signal) =>
  unpack(tar, into, () => {}, signal);

function tarOf(...entries: (Entry & { text?: string })[]): Readable {
  const tar = pack();
  for (const { text, ...header } of entries) {
    if (text === undefined) tar.entry(header);
    else tar.entry(header, text);
  }
  tar.finalize();
  return Readable.from(tar);
}
const folder = (name: string): Entry => ({ name, type: 'directory', mode: 0o755 });

describe('kept', () => {
  test('a folder with its files, links and modes, but no setuid', async () => {
    const { kind, path } = await unpacked(
      tarOf(
        { ...folder('srv/'), mode: 0o555 },
        { name: 'srv/run', mode: 0o4755, text: 'hello' },
        { name: 'srv/link', type: 'symlink', linkname: 'run' },
        { name: 'srv/same', type: 'link', linkname: 'srv/run' },
      ),
    );
    expect(kind).toBe('folder');
    expect(await readFile(join(path, 'same'), 'utf8')).toBe('hello');
    expect(await readlink(join(path, 'link'))).toBe('run');
    expect((await lstat(join(path, 'run'))).mode & 0o7777).toBe(0o755);
    expect((await lstat(path)).mode & 0o7777).toBe(0o555);
  });

  test('a file as a file', async () => {
    const { kind, path } = await unpacked(tarOf({ name: 'notes', text: 'x' }));
    expect([kind, await readFile(path, 'utf8')]).toEqual(['file', 'x']);
  });

  test('the root of a container', async () => {
    const { path } = await unpacked(tarOf(folder('/'), folder('/etc/'), { name: '/etc/hosts', text: 'x' }));
    expect(await readdir(path, { recursive: true })).toEqual(['etc', 'etc/hosts']);
  });
});

describe('left out', () => {
  test('links that lead out, devices and pipes', async () => {
    const { path } = await unpacked(
      tarOf(
        folder('srv/'),
        { name: 'srv/abs', type: 'symlink', linkname: '/etc/passwd' },
        { name: 'srv/up', type: 'symlink', linkname: '../../secret' },
        { name: 'srv/disk', type: 'block-device' },
        { name: 'srv/pipe', type: 'fifo' },
        { name: 'srv/hard', type: 'link', linkname: 'srv/nothing' },
      ),
    );
    expect(await readdir(path)).toEqual([]);
  });
});

describe('refused', () => {
  const evil: [string, Entry & { text?: string }][] = [
    ['climbs out', { name: 'srv/../../evil', text: 'x' }],
    ['lies beside the folder', { name: 'evil', text: 'x' }],
    ['begins alike', { name: 'srv-evil', text: 'x' }],
    ['is absolute', { name: '/tmp/evil', text: 'x' }],
    ['has no folder', { name: 'srv/no/evil', text: 'x' }],
    ['hard-links out', { name: 'srv/hard', type: 'link', linkname: 'srv/../../secret' }],
  ];
  test.each(evil)('an entry that %s', async (_, entry) => {
    await writeFile(join(base, 'secret'), 'x');
    await expect(unpacked(tarOf(folder('srv/'), entry))).rejects.toMatchObject({ code: 'E_ENGINE_REFUSED' });
    expect((await readdir(base)).sort()).toEqual(['into', 'secret']);
  });

  test('a file through a link of the same archive', async () => {
    const tar = tarOf(
      folder('srv/'),
      folder('srv/real/'),
      { name: 'srv/link', type: 'symlink', linkname: 'real' },
      { name: 'srv/link/evil', text: 'x' },
    );
    await expect(unpacked(tar)).rejects.toMatchObject({ code: 'E_ENGINE_REFUSED' });
  });

  test('the same name twice', async () => {
    const tar = tarOf(folder('srv/'), { name: 'srv/a', text: '1' }, { name: 'srv/a', text: '2' });
    await expect(unpacked(tar)).rejects.toMatchObject({ code: 'E_CONFLICT' });
  });

  test('sizes that lie, and an archive that breaks off', async () => {
    const bytes = await buffer(tarOf({ name: 'notes', text: 'x'.repeat(5000) }));
    await expect(unpacked(Readable.from([bytes.subarray(0, 3000)]))).rejects.toThrow();
    const garbage = Readable.from([Buffer.alloc(4096, 'garbage')]);
    await expect(unpacked(garbage)).rejects.toThrow();
  });

  test('nothing at all', async () => {
    await expect(unpacked(tarOf())).rejects.toMatchObject({ code: 'E_ENGINE_REFUSED' });
  });

  test('to go on once the asker has left', async () => {
    const endless = new Readable({ read() {} });
    const leaving = new AbortController();
    const work = unpacked(endless, leaving.signal);
    leaving.abort();
    await expect(work).rejects.toMatchObject({ code: 'E_CANCELLED' });
  });
});

test('what is packed comes out the same: empty files, long names, links that are not followed', async () => {
  const from = join(base, 'from');
  await mkdir(join(from, 'deep'), { recursive: true });
  await writeFile(join(from, 'deep', `ü${'x'.repeat(150)}`), 'hello');
  await writeFile(join(from, 'empty'), '', { mode: 0o600 });
  await writeFile(join(from, 'big'), Buffer.alloc(200_000, 1));
  await symlink('deep', join(from, 'link'));
  let bytes = 0;
  const { path } = await unpacked(packFrom(from, 'name', (count) => (bytes += count)));
  expect(bytes).toBe(200_005);
  expect((await readdir(path, { recursive: true })).sort()).toEqual(
    (await readdir(from, { recursive: true })).sort(),
  );
  expect((await readFile(join(path, 'big'))).equals(Buffer.alloc(200_000, 1))).toBe(true);
  expect((await lstat(join(path, 'empty'))).mode & 0o777).toBe(0o600);
});

test('a file that cannot be read fails the packing', async () => {
  await expect(buffer(packFrom(join(base, 'absent'), 'x', () => {}))).rejects.toThrow('ENOENT');
});
