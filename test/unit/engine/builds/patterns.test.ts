// What a .dockerignore leaves out, as the docker client and BuildKit understand it.

import { describe, expect, test } from 'vitest';
import type { FileTree, TreeEntry, Wanted } from '../../../../main/engine/builds/file-tree.ts';
import { wantedEntries } from '../../../../main/engine/builds/file-tree.ts';
import { linksIn } from '../../../../main/engine/builds/follow-links.ts';
import { compilePatterns, matchesPath, parseIgnoreFile } from '../../../../main/engine/builds/patterns.ts';
import { treeOf } from './trees.ts';

describe('a pattern', () => {
  // Source: github.com/moby/patternmatcher, patternmatcher_test.go; a choice of its cases, and its meaning of each.
  test.each([
    ['**', 'dir/file', true],
    ['**/', 'file', true],
    ['**/**', 'dir/file', true],
    ['dir/**', 'dir/file', true],
    ['dir/**', 'dir', false],
    ['dir/**/*', 'dir/sub/file', true],
    ['**/dir2/*', 'dir/dir2/file', true],
    ['**/dir2/**', 'dir/dir2/sub/file', true],
    ['**file', 'dir/file', true],
    ['**/file', 'file', true],
    ['**/file', 'a-file', false],
    ['**/*.txt', 'dir/a.txt', true],
    ['a**/*.txt', 'abc/x/a.txt', true],
    ['a/*.txt', 'a/b/file.txt', false],
    ['a[b-d]e', 'ace', true],
    ['a[b-d]e', 'aae', false],
    ['a[^b]c', 'adc', true],
    ['a\\*b', 'a*b', true],
    ['a\\*b', 'axb', false],
    ['a.|)$(}+{bc', 'a.|)$(}+{bc', true],
    ['?.txt', 'é.txt', true],
    ['?.txt', 'ab.txt', false],
    ['.*', '.git', true],
    ['FILE', 'file', false],
    ['*/*', 'dir/file', true],
    ['dir', 'dir/sub/file', true],
    ['dir/', 'dir/file', true],
    ['./dir/../other', 'other/file', true],
    ['abc/**', 'abcd', false],
    ['a**', 'abc/file', true],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(matchesPath(compilePatterns([pattern]), path)).toBe(expected);
  });

  test('that is taken back by a later one counts no more, and the other way round', () => {
    const patterns = compilePatterns(['*.md', '!README*.md', 'README-secret.md']);
    expect(matchesPath(patterns, 'a.md')).toBe(true);
    expect(matchesPath(patterns, 'README.md')).toBe(false);
    expect(matchesPath(patterns, 'README-secret.md')).toBe(true);
  });

  test.each(['a[', '!', 'a[]', '[^]'])('that is none is refused: %s', (pattern) => {
    expect(() => compilePatterns([pattern])).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
  });
});

test('an ignore file is read as the docker client reads it', () => {
  const text = '\uFEFF# comment\n /a/b/ \r\n\n! /keep/me \n #no comment\n./x/../y\n/\n!\n';
  expect(parseIgnoreFile(text)).toEqual(['a/b', '!keep/me', '#no comment', 'y', '/', '!']);
});

describe('of a tree', () => {
  const tree = treeOf(['a.js', 'a.md', 'lib/b.js', 'lib/b.md', 'lib/deep/c.js', 'node_modules/x/y.js']);
  const paths = async (wanted: Partial<Wanted>, of: FileTree = tree) => {
    const found: string[] = [];
    const all = { include: [], exclude: [], ...wanted };
    for await (const { path } of wantedEntries(of, all, new AbortController().signal)) found.push(path);
    return found;
  };

  test('everything is wanted where nothing is said, folders before what is in them', async () => {
    expect(await paths({})).toEqual([
      'a.js',
      'a.md',
      'lib',
      'lib/b.js',
      'lib/b.md',
      'lib/deep',
      'lib/deep/c.js',
      'node_modules',
      'node_modules/x',
      'node_modules/x/y.js',
    ]);
  });

  test('what is excluded is not looked into', async () => {
    const seen: string[] = [];
    const watched: FileTree = {
      ...tree,
      walk: (descend, signal) =>
        tree.walk((folder) => {
          const isWanted = descend(folder);
          if (isWanted) seen.push(folder);
          return isWanted;
        }, signal),
    };
    expect(await paths({ exclude: ['node_modules', '**/*.md'] }, watched)).toEqual([
      'a.js',
      'lib',
      'lib/b.js',
      'lib/deep',
      'lib/deep/c.js',
    ]);
    expect(seen).toEqual(['lib', 'lib/deep']);
  });

  test('an exception brings back what is in an excluded folder, with the folders it is in', async () => {
    expect(await paths({ exclude: ['*', '!lib/deep/c.js'] })).toEqual(['lib', 'lib/deep', 'lib/deep/c.js']);
  });

  test('an exception with wildcards is looked for everywhere, but by the classic client', async () => {
    const exclude = ['*', '!**/*.js'];
    expect(await paths({ exclude })).toContain('lib/deep/c.js');
    expect(await paths({ exclude, prunesAsClassic: true })).toEqual(['a.js']);
  });

  test('only what is included is wanted, less what is excluded', async () => {
    expect(await paths({ include: ['lib'], exclude: ['**/*.md'] })).toEqual([
      'lib',
      'lib/b.js',
      'lib/deep',
      'lib/deep/c.js',
    ]);
    expect(await paths({ include: ['**/c.js'] })).toEqual(['lib', 'lib/deep', 'lib/deep/c.js']);
  });
});

describe('paths that are followed', () => {
  const link = (path: string, target: string): TreeEntry => ({
    path,
    kind: 'link',
    mode: 0o777,
    sizeBytes: 0,
    mtimeMs: 0,
    target,
  });
  const tree = treeOf(
    ['real/file', 'other'],
    [link('way', 'real'), link('up', '../../other'), link('round', 'round'), link('lib-a', '/real')],
  );

  test('bring along each link on their way, and where it leads', async () => {
    expect(await linksIn(tree, ['/way/file'])).toEqual(['way', 'real/file']);
    expect(await linksIn(tree, ['up'])).toEqual(['up', 'other']);
  });

  test('with wildcards do so for everything the wildcard stands for', async () => {
    expect(await linksIn(tree, ['lib-*/file'])).toEqual(['lib-*/file', 'lib-a', 'real/file']);
  });

  test('that go round in a circle end, and the top is everything', async () => {
    expect(await linksIn(tree, ['round'])).toEqual(['round']);
    expect(await linksIn(tree, ['way', '/'])).toEqual([]);
  });
});
