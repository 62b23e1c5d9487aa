// Images of commits: exactly the commit's files, whatever lies there now, named and labelled by it.

import { chmod, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuildRequest } from '../../preload/contract/builds.ts';
import { buildToEnd, commitFiles, git, writeFiles } from '../harness/builds.ts';
import { contractClient, machine, type ContractClient } from '../harness/contract-client.ts';
import { docker, dockerOutput, IMAGE, importBusybox } from '../harness/docker.ts';
import { sharedSlipway } from '../harness/shared-machine.ts';

const slipway = sharedSlipway();
let client: ContractClient;
let folder: string;
beforeAll(async () => {
  await importBusybox(slipway);
  folder = await mkdtemp(join(tmpdir(), 'slipway-commits-'));
  client = contractClient(slipway);
});
afterAll(async () => {
  client.close();
  const built = await dockerOutput(slipway, 'images', '-q', '--filter', 'reference=commit-*');
  if (built !== '') await docker(slipway, ['rmi', '-f', ...new Set(built.split('\n'))]);
  await rm(folder, { recursive: true });
});

const build = (path: string, revision: string, request: Partial<BuildRequest> = {}, allowDirty = false) =>
  buildToEnd(client, { ...request, source: { kind: 'commit', path, revision, allowDirty } });
const code = (name: string) => expect.objectContaining({ code: name });

const DOCKERFILE = { 'build/Dockerfile': `FROM ${IMAGE}\nCOPY . /app\n` };

test('a commit becomes an image of its files alone, with its names and labels', async () => {
  const root = join(folder, 'commit-app');
  await writeFiles(root, { 'src/run': '#!/bin/sh\n', 'src/.dockerignore': '*.log\n', 'src/a.log': '' });
  await chmod(join(root, 'src/run'), 0o755);
  await symlink('run', join(root, 'src/link'));
  const hash = await commitFiles(root, { ...DOCKERFILE, 'src/a': 'committed' });
  await git(root, 'remote', 'add', 'origin', 'https://me:secret@example.org/app.git');
  await git(root, 'tag', 'v1.0');
  await git(root, 'checkout', '-q', '-b', 'feature/x');
  await writeFiles(root, { 'src/stray': 'not committed' });
  const short = hash.slice(0, 7);

  const dockerfile = join(root, 'build/Dockerfile');
  const { outcome, warnings } = await build(join(root, 'src'), 'HEAD', { tags: ['commit-app'], dockerfile });
  expect(warnings).toEqual([]);
  expect(outcome).toMatchObject({
    kind: 'built',
    tags: [`commit-app:${short}`, 'commit-app:feature-x'],
  });
  const files = await dockerOutput(slipway, 'run', '--rm', 'commit-app:feature-x', 'ls', '-lA', '/app');
  expect(
    files
      .split('\n')
      .slice(1)
      .map((line) => line.replace(/ .* /, ' ')),
  ).toEqual(['-rw-r--r-- .dockerignore', '-rw-r--r-- a', 'lrwxrwxrwx run', '-rwxr-xr-x run']);
  const { Config } = await client.images.inspect({ machine, image: `commit-app:${short}` });
  expect(Config).toMatchObject({
    Labels: {
      'org.opencontainers.image.revision': hash,
      'org.opencontainers.image.source': 'https://example.org/app.git',
      'org.opencontainers.image.version': 'v1.0',
      'org.opencontainers.image.created': expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    },
  });
});

test('a commit that is not checked out is built without touching what is; once more, it is the same image', async () => {
  const root = join(folder, 'commit-old');
  const hash = await commitFiles(root, { Dockerfile: `FROM ${IMAGE}\nCOPY a /a\n`, a: 'old' });
  await writeFiles(root, { a: 'new' });
  await git(root, 'commit', '-q', '-a', '-m', 'second');
  await writeFiles(root, { a: 'changed since' });
  const first = await build(root, 'HEAD~1');
  expect(first.outcome).toMatchObject({ kind: 'built', tags: [`commit-old:${hash.slice(0, 7)}`] });
  const again = await build(root, hash);
  expect(again.outcome).toEqual(first.outcome);
  expect(again.steps.get('[2/2] COPY a /a')?.state).toBe('cached');
  expect(await readFile(join(root, 'a'), 'utf8')).toBe('changed since');
});

test('files that differ from HEAD are refused, or built on request under a name that says so', async () => {
  const root = join(folder, 'commit-dirty');
  const hash = await commitFiles(root, { Dockerfile: `FROM ${IMAGE}\nCOPY . /app\n`, a: 'a' });
  await writeFiles(root, { a: 'b' });
  await expect(build(root, 'HEAD')).rejects.toMatchObject({
    code: 'E_TREE_DIRTY',
    message: 'a differs from the commit',
  });
  const { outcome } = await build(root, 'HEAD', {}, true);
  const tag = `commit-dirty:${hash.slice(0, 7)}-dirty`;
  expect(outcome).toMatchObject({ tags: [tag, 'commit-dirty:main-dirty'] });
  expect(await dockerOutput(slipway, 'run', '--rm', tag, 'sh', '-c', 'ls -A /app; cat /app/a')).toBe(
    'Dockerfile\na\nb',
  );
});

test('what git keeps no contents of is told: submodules and pointers of git-lfs', async () => {
  const other = join(folder, 'other');
  await commitFiles(other, { inside: '' });
  const root = join(folder, 'commit-odd');
  await commitFiles(root, {
    Dockerfile: `FROM ${IMAGE}\nCOPY . /app\n`,
    big: 'version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n',
  });
  await git(root, 'submodule', '--quiet', 'add', other, 'sub');
  await git(root, 'commit', '-q', '-m', 'submodule');
  const { warnings, outcome } = await build(root, 'HEAD');
  expect(outcome).toMatchObject({ kind: 'built' });
  expect(warnings.toSorted()).toEqual([
    expect.stringMatching(/^big is a pointer of git-lfs/),
    expect.stringMatching(/^sub is a submodule/),
  ]);
});

describe('there is no such build', () => {
  test('outside of a repository, without commits, of an unknown commit, or of one without the Dockerfile', async () => {
    const plain = await writeFiles(join(folder, 'plain'), { Dockerfile: 'FROM x' });
    await expect(build(plain, 'HEAD')).rejects.toEqual(code('E_NO_REPOSITORY'));
    await git(plain, 'init', '-q');
    await expect(build(plain, 'HEAD')).rejects.toMatchObject({
      code: 'E_NO_COMMIT',
      message: expect.stringContaining('no commits yet'),
    });
    const hash = await commitFiles(join(folder, 'commit-none'), { a: '' });
    await expect(build(join(folder, 'commit-none'), 'nope')).rejects.toEqual(code('E_NO_COMMIT'));
    await expect(build(join(folder, 'commit-none'), '--help')).rejects.toEqual(code('E_NO_COMMIT'));
    await writeFiles(join(folder, 'commit-none'), { Dockerfile: 'FROM x' });
    await expect(build(join(folder, 'commit-none'), hash)).rejects.toMatchObject({
      code: 'E_NOT_FOUND',
      message: expect.stringContaining('has no Dockerfile'),
    });
  });
});
