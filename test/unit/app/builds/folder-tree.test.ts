// A folder as a builder gets it: in its order, links as links, and told when it changes under our hands.

import { appendFile, mkdir, mkdtemp, rm, symlink, unlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compareBytes, folderTree } from '../../../../main/app/builds/folder-tree.ts';
import type { FileTree, TreeEntry } from '../../../../main/engine/builds/file-tree.ts';

let root: string;
let tree: FileTree;
let warnings: string[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'slipway-tree-'));
  warnings = [];
  tree = folderTree(root, (text) => warnings.push(text));
});
afterEach(async () => rm(root, { recursive: true }));

const never = new AbortController().signal;
const textOf = async (entry: TreeEntry | undefined) => {
  let text = '';
  if (entry !== undefined) for await (const piece of tree.read(entry, never)) text += piece.toString();
  return text;
};

async function paths(descend: (folder: string) => boolean = () => true): Promise<string[]> {
  const found: string[] = [];
  for await (const { path } of tree.walk(descend, never)) found.push(path);
  return found;
}

describe('a folder', () => {
  test('is walked in the order a builder wants: by bytes, what is in a folder right behind it', async () => {
    await mkdir(join(root, 'a'));
    for (const name of ['a/z', 'a.txt', 'B', 'é', '\u{1F600}', '\uFF5E'])
      await writeFile(join(root, name), '');
    expect(await paths()).toEqual(['B', 'a', 'a/z', 'a.txt', 'é', '\uFF5E', '\u{1F600}']);
    expect(await paths(() => false)).not.toContain('a/z');
    expect(['\u{1F600}', '\uFF5E'].sort(compareBytes)).toEqual(['\uFF5E', '\u{1F600}']);
  });

  test('has links as they are written, in a circle or leading nowhere', async () => {
    await symlink('self', join(root, 'self'));
    await symlink('/etc/passwd', join(root, 'out'));
    await symlink('.', join(root, 'round'));
    const found = [];
    for await (const { path, kind, target } of tree.walk(() => true, never)) found.push([path, kind, target]);
    expect(found).toEqual([
      ['out', 'link', '/etc/passwd'],
      ['round', 'link', '.'],
      ['self', 'link', 'self'],
    ]);
    expect(await tree.find('out')).toMatchObject({ kind: 'link', target: '/etc/passwd' });
  });

  test('has more files than are looked at together', async () => {
    const names = Array.from({ length: 150 }, (_, index) => `f${String(index).padStart(3, '0')}`);
    for (const name of names) await writeFile(join(root, name), name);
    expect(await paths()).toEqual(names);
  });

  test('ends in the middle when it is told to', async () => {
    await writeFile(join(root, 'a'), '');
    const leaving = new AbortController();
    leaving.abort();
    const walk = tree.walk(() => true, leaving.signal)[Symbol.asyncIterator]();
    await expect(walk.next()).rejects.toThrow('abort');
  });
});

describe('a file', () => {
  test('is read whole, however long, with nothing to tell', async () => {
    const text = Array.from({ length: 200_000 }, (_, index) => String(index)).join(' ');
    await writeFile(join(root, 'a'), text);
    expect(await textOf(await tree.find('a'))).toBe(text);
    await writeFile(join(root, 'empty'), '');
    expect(await textOf(await tree.find('empty'))).toBe('');
    expect(warnings).toEqual([]);
  });

  test.each([
    ['grew', (path: string) => appendFile(path, 'more')],
    ['was written anew', (path: string) => utimes(path, 5, 5)],
  ])('that %s since it was told of is sent, and that is said', async (_, change) => {
    await writeFile(join(root, 'a'), 'text');
    const entry = await tree.find('a');
    await change(join(root, 'a'));
    expect(await textOf(entry)).toContain('text');
    expect(warnings).toEqual(['a changed while it was sent: the image may hold parts of both']);
  });

  test('that went away, or became a link, ends the build by its name', async () => {
    await writeFile(join(root, 'a'), 'text');
    const entry = await tree.find('a');
    await unlink(join(root, 'a'));
    await expect(textOf(entry)).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      message: join(root, 'a') + ' is not there any more',
    });
    await symlink('/etc/passwd', join(root, 'a'));
    await expect(textOf(entry)).rejects.toMatchObject({ code: 'E_CONFLICT' });
  });

  test('that is not there is no entry', async () => {
    expect(await tree.find('a/b')).toBeUndefined();
    expect(await tree.names('nowhere')).toEqual([]);
  });
});
