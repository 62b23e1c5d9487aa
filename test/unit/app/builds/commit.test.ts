// An image of a commit: what it is called, what its labels say, and which files it is built from.

import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { commitTree } from '../../../../main/app/builds/commit-tree.ts';
import { buildName, commitLabels, commitTags, imageNameOf } from '../../../../main/app/builds/image-names.ts';
import type { CommitEntry } from '../../../../main/git/tree.ts';

const COMMIT = {
  hash: '1a2b3c4d5e6f708192a3b4c5d6e7f80910a1b2c3',
  short: '1a2b3c4',
  atMs: Date.UTC(2026, 10, 25, 1, 2, 3),
  branch: 'feature/new door',
  version: 'v1.2-3-g1a2b3c4',
  source: 'https://example.org/app.git',
};

describe('names', () => {
  test('without a tag get the commit’s and the branch’s, those with one are kept', () => {
    expect(commitTags(['app', 'registry:5000/app', 'registry:5000/app:mine'], COMMIT, false)).toEqual([
      'app:1a2b3c4',
      'app:feature-new-door',
      'registry:5000/app:1a2b3c4',
      'registry:5000/app:feature-new-door',
      'registry:5000/app:mine',
    ]);
  });

  test('say when files are not the commit’s, however long the branch is called', () => {
    const [hash, branch] = commitTags(['app'], { ...COMMIT, branch: `.-${'x'.repeat(200)}` }, true);
    expect(hash).toBe('app:1a2b3c4-dirty');
    expect(branch).toBe(`app:${'x'.repeat(122)}-dirty`);
  });

  test('are those of the commit alone where no branch ends at it, or its name has nothing for a tag', () => {
    const { branch: _, ...detached } = COMMIT;
    expect(commitTags(['app'], detached, false)).toEqual(['app:1a2b3c4']);
    expect(commitTags(['app'], { ...COMMIT, branch: '…' }, false)).toEqual(['app:1a2b3c4']);
  });

  test('come from the folder where none is given', () => {
    expect(imageNameOf('My App_2')).toBe('my-app-2');
    expect(imageNameOf('日本')).toBe('image');
  });

  test('compare builds: the image’s without its tag, the folder’s, and the stage', () => {
    expect(buildName({ tags: ['r:5000/app:1', 'other'] }, '/x/y')).toBe('r:5000/app');
    expect(buildName({ tags: [] }, '/x/y')).toBe('y');
    expect(buildName({ tags: ['app'], target: 'test' }, '/x/y')).toBe('app (test)');
  });
});

test('labels say commit, version, time and source; those that were given win', () => {
  const own = [{ name: 'org.opencontainers.image.version', value: '9' }];
  expect(commitLabels(own, COMMIT, true)).toEqual([
    { name: 'org.opencontainers.image.revision', value: `${COMMIT.hash}-dirty` },
    { name: 'org.opencontainers.image.created', value: '2026-11-25T01:02:03Z' },
    { name: 'org.opencontainers.image.source', value: 'https://example.org/app.git' },
    ...own,
  ]);
});

describe('the files of a commit', () => {
  const entries: CommitEntry[] = [
    // As git sorts them: `a.txt` before what is in `a/`.
    { path: 'a.txt', kind: 'file', object: 'plain', sizeBytes: 5 },
    { path: 'a', kind: 'folder', object: 'x', sizeBytes: 0 },
    { path: 'a/run', kind: 'program', object: 'program', sizeBytes: 7 },
    { path: 'big', kind: 'file', object: 'pointer', sizeBytes: 130 },
    { path: 'lib', kind: 'submodule', object: 'y', sizeBytes: 0 },
    { path: 'link', kind: 'link', object: 'a/run', sizeBytes: 5 },
  ];
  const warnings: string[] = [];
  const objects = {
    read: async function* (object: string) {
      yield Buffer.from(object === 'pointer' ? 'version https://git-lfs.github.com/spec/v1\noid …' : object);
    },
    close: () => {},
  };
  const tree = commitTree(entries, objects, 1000, (text) => warnings.push(text));
  const never = new AbortController().signal;

  test('come in a builder’s order, all with the commit’s time; links and modes are git’s', async () => {
    const found = [];
    for await (const entry of tree.walk(() => true, never)) found.push(entry);
    expect(found.map(({ path, kind, mode, target }) => [path, kind, mode, target])).toEqual([
      ['a', 'folder', 0o755, undefined],
      ['a/run', 'file', 0o755, undefined],
      ['a.txt', 'file', 0o644, undefined],
      ['big', 'file', 0o644, undefined],
      ['lib', 'folder', 0o755, undefined],
      ['link', 'link', 0o777, 'a/run'],
    ]);
    expect(found.every(({ mtimeMs }) => mtimeMs === 1000)).toBe(true);
    expect(warnings).toEqual([expect.stringContaining('lib is a submodule')]);
  });

  test('of a folder that is not wanted are passed over', async () => {
    const found = [];
    for await (const { path } of tree.walk((folder) => folder !== 'a', never)) found.push(path);
    expect(found).toEqual(['a', 'a.txt', 'big', 'lib', 'link']);
  });

  test('are read as git keeps them; a pointer of git-lfs is told when it is sent', async () => {
    warnings.length = 0;
    const read = async (path: string) => {
      const entry = await tree.find(path);
      return entry === undefined ? '' : (await buffer(Readable.from(tree.read(entry, never)))).toString();
    };
    expect(await read('a.txt')).toBe('plain');
    expect(warnings).toEqual([]);
    await read('big');
    expect(warnings).toEqual([expect.stringContaining('big is a pointer of git-lfs')]);
  });

  test('are named by folder', async () => {
    expect(await tree.names('')).toEqual(['a', 'a.txt', 'big', 'lib', 'link']);
    expect(await tree.names('a')).toEqual(['run']);
    expect(await tree.find('nothing')).toBeUndefined();
  });
});
