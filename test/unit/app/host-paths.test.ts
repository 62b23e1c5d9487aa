// What a window may have read and written on this computer, and what not.

import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requireHostPath } from '../../../main/app/host-paths.ts';

let base: string;
let app: { env: { HOME: string; TMPDIR: string } };
beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'slipway-paths-')));
  app = { env: { HOME: join(base, 'home'), TMPDIR: join(base, 'tmp') } };
  for (const folder of ['home', 'tmp', 'elsewhere']) await mkdir(join(base, folder));
  await writeFile(join(base, 'elsewhere', 'secret'), 'x');
  await writeFile(join(base, 'home', 'notes'), 'x');
});
afterEach(() => rm(base, { recursive: true }));

const at = (...names: string[]) => join(base, ...names);
const code = (name: string) => expect.objectContaining({ code: name });

describe('allowed', () => {
  test('a file of the home is read', async () => {
    expect(await requireHostPath(app, at('home', 'notes'), 'read')).toBe(at('home', 'notes'));
  });

  test('a new file of the home or the temporary folder is written', async () => {
    expect(await requireHostPath(app, at('home', 'new'), 'write')).toBe(at('home', 'new'));
    expect(await requireHostPath(app, at('tmp', 'new'), 'write')).toBe(at('tmp', 'new'));
  });

  test('a link within the home leads where it leads', async () => {
    await mkdir(at('home', 'deep'));
    await symlink(at('home', 'deep'), at('home', 'link'));
    expect(await requireHostPath(app, at('home', 'link', 'new'), 'write')).toBe(at('home', 'deep', 'new'));
  });
});

describe('refused', () => {
  test.each(['read', 'write'] as const)('to %s what lies elsewhere, naming the rule', async (deed) => {
    await expect(requireHostPath(app, at('elsewhere', 'secret'), deed)).rejects.toMatchObject({
      code: 'E_NO_PERMISSION',
      hint: expect.stringContaining('home folder'),
    });
  });

  test('a way out by `..`, or by a neighbour whose name begins alike', async () => {
    const out = `${at('home')}/../elsewhere/secret`;
    await expect(requireHostPath(app, out, 'read')).rejects.toEqual(code('E_NO_PERMISSION'));
    await mkdir(at('homework'));
    await expect(requireHostPath(app, at('homework', 'x'), 'write')).rejects.toEqual(code('E_NO_PERMISSION'));
  });

  test('a link out of the home, be it the folder or the file', async () => {
    await symlink(at('elsewhere'), at('home', 'out'));
    await symlink(at('elsewhere', 'secret'), at('home', 'file'));
    await expect(requireHostPath(app, at('home', 'out', 'new'), 'write')).rejects.toEqual(
      code('E_NO_PERMISSION'),
    );
    await expect(requireHostPath(app, at('home', 'file'), 'read')).rejects.toEqual(code('E_NO_PERMISSION'));
  });

  test('to tell whether something is there that may not be seen', async () => {
    await expect(requireHostPath(app, at('elsewhere', 'absent'), 'read')).rejects.toEqual(
      code('E_NO_PERMISSION'),
    );
  });

  test('the folders themselves, and everything where the home is the root', async () => {
    await expect(requireHostPath(app, at('home'), 'read')).rejects.toEqual(code('E_NO_PERMISSION'));
    const root = { env: { HOME: '/', TMPDIR: at('tmp') } };
    await expect(requireHostPath(root, at('home', 'notes'), 'read')).rejects.toEqual(code('E_NO_PERMISSION'));
  });

  test.each([
    ['.ssh', 'id'],
    ['.config', 'autostart', 'x'],
    ['deep', '.hidden'],
    ['Library', 'LaunchAgents', 'x'],
  ])('keys, settings and what starts at login: %s', async (...names) => {
    await mkdir(at('home', ...names.slice(0, -1)), { recursive: true });
    await writeFile(at('home', ...names), 'x');
    await expect(requireHostPath(app, at('home', ...names), 'read')).rejects.toEqual(code('E_NO_PERMISSION'));
    const beside = at('home', ...names.slice(0, -1), '.new');
    await expect(requireHostPath(app, beside, 'write')).rejects.toEqual(code('E_NO_PERMISSION'));
  });

  test('but not the command line, which is the user', async () => {
    await mkdir(at('home', '.ssh'));
    await writeFile(at('home', '.ssh', 'id'), 'x');
    const path = at('home', '.ssh', 'id');
    expect(await requireHostPath({ ...app, reachesAllFiles: true }, path, 'read')).toBe(path);
  });

  test('to overwrite: a file, or a link that leads nowhere', async () => {
    await symlink(at('elsewhere', 'nothing'), at('home', 'dangling'));
    for (const name of ['notes', 'dangling'])
      await expect(requireHostPath(app, at('home', name), 'write')).rejects.toEqual(code('E_CONFLICT'));
  });

  test('what is not there, naming the first name that is missing', async () => {
    await expect(requireHostPath(app, at('home', 'no', 'such'), 'write')).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      message: `there is no ${at('home', 'no')}`,
    });
    await expect(requireHostPath(app, at('home', 'absent'), 'read')).rejects.toEqual(code('E_NOT_FOUND'));
  });
});
