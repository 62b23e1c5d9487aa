// What .dockerignore leaves out is what the real docker client leaves out, pattern for pattern.

import * as fc from 'fast-check';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderTree } from '../../main/app/builds/folder-tree.ts';
import { wantedEntries } from '../../main/engine/builds/file-tree.ts';
import { parseIgnoreFile } from '../../main/engine/builds/patterns.ts';
import { run } from '../../main/lib/exec.ts';
import { listenForBuilds, type BuildListener } from '../harness/build-listener.ts';
import { writeFiles } from '../harness/builds.ts';

const FILES = [
  'a',
  'a.md',
  'README.md',
  'README-secret.md',
  'b/a.md',
  'b/c/a.md',
  'b/c/d.js',
  'b.js',
  'src/index.js',
  'src/lib/util.js',
  'src/lib/util.test.js',
  'node_modules/x/index.js',
  'build/out',
  '.git/HEAD',
  '.env',
  'src/.env',
  'weird[1]',
  'star*',
  'with space',
  'é/ü.md',
];

let root: string;
let listener: BuildListener;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'slipway-ignore-'));
  listener = await listenForBuilds();
  await writeFiles(root, Object.fromEntries([...FILES, 'Dockerfile'].map((path) => [path, ''])));
});
afterAll(async () => {
  listener.close();
  await rm(root, { recursive: true });
});

/** The client needs these two, whatever the patterns say. */
const OWN = new Set(['Dockerfile', '.dockerignore']);

async function sentByDocker(): Promise<string[] | 'refused'> {
  const { stderr } = await run('docker', ['build', '-q', root], {
    env: { DOCKER_HOST: listener.host, DOCKER_BUILDKIT: '0', DOCKER_CONFIG: join(root, '..', 'none') },
    expect: [1],
  });
  if (!stderr.includes('heard')) return 'refused';
  return listener
    .lastSent()
    .filter((path) => !OWN.has(path))
    .sort();
}

async function sentByUs(text: string): Promise<string[] | 'refused'> {
  const wanted = { include: [], exclude: [], prunesAsClassic: true };
  const found: string[] = [];
  try {
    const signal = new AbortController().signal;
    const entries = wantedEntries(
      folderTree(root, () => {}),
      { ...wanted, exclude: parseIgnoreFile(text) },
      signal,
    );
    for await (const { path } of entries) if (!OWN.has(path)) found.push(path);
  } catch {
    return 'refused';
  }
  return found.sort();
}

async function compare(text: string): Promise<void> {
  await writeFile(join(root, '.dockerignore'), text);
  const [theirs, ours] = [await sentByDocker(), await sentByUs(text)];
  if (theirs === 'refused' || ours === 'refused')
    return expect({ text, sent: ours }).toEqual({ text, sent: theirs });
  // Folders come with what is in them; the client names one more often than it has to.
  const isFile = (path: string) => FILES.includes(path);
  expect({ text, sent: ours.filter(isFile) }).toEqual({ text, sent: theirs.filter(isFile) });
}

test.each([
  '',
  '# comment\n\n  \n',
  '*',
  '**',
  '*.md',
  '**/*.md',
  '*/*.md',
  '*/*/*.md',
  '*.md\n!README*.md',
  '*.md\n!README*.md\nREADME-secret.md',
  '*\n!src',
  '*\n!src/lib',
  '*\n!src/lib/*.js',
  '*\n!**/*.js',
  '**\n!src/**',
  'src\n!src/lib/util.js',
  '/src',
  'src/',
  './src/../b',
  'b/**',
  '**/b',
  'b/**/*.js',
  '**/lib/**',
  '.*',
  '**/.env',
  'b?js',
  '[ab].*',
  '[!a]*',
  '[^a]*',
  'weird\\[1\\]',
  'star\\*',
  'with space',
  '  a.md  ',
  'é/*',
  '!a\n*',
  '*\n! a',
  'A.MD',
  'node_modules\n**/*.test.js\n.git',
  'a[',
  '!',
  '\uFEFFa.md',
  '#a\n\\#a',
])('%j', compare);

test('and so for patterns that nobody would write', async () => {
  const piece = fc.constantFrom('*', '**', '?', 'a', 'b', 'src', 'lib', '.md', '.js', '[ab]', 'README', '/');
  const pattern = fc
    .tuple(fc.constantFrom('', '', '!'), fc.array(piece, { minLength: 1, maxLength: 4 }))
    .map(([mark, pieces]) => mark + pieces.join(''));
  const file = fc.array(pattern, { minLength: 1, maxLength: 4 }).map((lines) => lines.join('\n'));
  await fc.assert(fc.asyncProperty(file, compare), { numRuns: 40, seed: 2026 });
});
