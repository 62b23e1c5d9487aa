// Files are whole or not there, and private from birth.

import { mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makePrivateFolder, readTextIfPresent, writeFileAtomic } from '../../../main/lib/files.ts';

let folder: string;
const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-files-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('a written file is private whatever the umask, and nothing is left beside it', async () => {
  const umask = process.umask(0);
  try {
    await writeFileAtomic(join(folder, 'key.pem'), 'secret');
  } finally {
    process.umask(umask);
  }
  expect(await modeOf(join(folder, 'key.pem'))).toBe(0o600);
  expect(await readdir(folder)).toEqual(['key.pem']);
});

test('a looser mode is given even under a tight umask', async () => {
  await writeFileAtomic(join(folder, 'ca.pem'), 'public', 0o644);
  expect(await modeOf(join(folder, 'ca.pem'))).toBe(0o644);
});

test('a file that cannot be replaced names itself and leaves no half behind', async () => {
  await writeFile(join(folder, 'plain'), '');
  await expect(writeFileAtomic(join(folder, 'plain', 'config.json'), '{}')).rejects.toThrow(/ENOTDIR/);
  expect(await readdir(folder)).toEqual(['plain']);
});

test('writing twice replaces the whole content', async () => {
  await writeFileAtomic(join(folder, 'config.json'), 'a long first version');
  await writeFileAtomic(join(folder, 'config.json'), 'short');
  expect(await readFile(join(folder, 'config.json'), 'utf8')).toBe('short');
});

test('a folder and its parents are private', async () => {
  await makePrivateFolder(join(folder, 'machines', 'default'));
  expect(await modeOf(join(folder, 'machines'))).toBe(0o700);
  expect(await modeOf(join(folder, 'machines', 'default'))).toBe(0o700);
});

test('a missing file reads as undefined', async () => {
  expect(await readTextIfPresent(join(folder, 'nothing'))).toBeUndefined();
});

test('a folder is made also while somebody removes it again and again', async () => {
  const path = join(folder, 'runtime', 'machine');
  const removeOften = async () => {
    for (let count = 0; count < 500; count += 1) await rm(path, { recursive: true, force: true });
  };
  const removing = removeOften();
  for (let count = 0; count < 500; count += 1) await makePrivateFolder(path);
  await removing;
  await makePrivateFolder(path);
  expect(await modeOf(path)).toBe(0o700);
});

test('a link that leads nowhere is told instead of tried for ever', async () => {
  await symlink(join(folder, 'nowhere'), join(folder, 'link'));
  await expect(makePrivateFolder(join(folder, 'link'))).rejects.toThrow(/ENOENT/);
});
