// The history of builds: whole files, the newest first, bounded, and nothing in it that was secret.

import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openHistory, type History, type KeptBuild } from '../../../../main/app/builds/history.ts';
import { BuildRequest } from '../../../../preload/contract/builds.ts';

let folder: string;
let history: History;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'slipway-history-')), 'builds');
  history = openHistory(folder);
});
afterEach(async () => rm(join(folder, '..'), { recursive: true }));

const kept = (id: string, text = 'said\n'): KeptBuild => ({
  row: {
    id,
    name: 'app',
    state: 'built',
    startedMs: 1,
    endedMs: 2,
    source: { kind: 'folder', path: '/app' },
    tags: ['app:1'],
    steps: { total: 1, cached: 0 },
  },
  request: BuildRequest.parse({ source: { kind: 'folder', path: '/app' } }),
  steps: [{ id: 'a', name: '[1/1] RUN a', state: 'done', inputs: [], parts: [] }],
  warnings: [{ text: 'w', detail: [] }],
  outcome: { kind: 'built', image: 'sha256:1', tags: ['app:1'] },
  pieces: [{ step: 'a', stream: 'out', text, atMs: 1 }],
});

describe('a build that is kept', () => {
  test('is read as it was, and listed with others, the newest first', async () => {
    await history.keep(kept('20261125-010000-aaaa'));
    await history.keep(kept('20261125-020000-aaaa'));
    expect(await history.read('20261125-010000-aaaa')).toEqual(kept('20261125-010000-aaaa'));
    expect((await history.rows()).map(({ id }) => id)).toEqual([
      '20261125-020000-aaaa',
      '20261125-010000-aaaa',
    ]);
    expect((await stat(join(folder, '20261125-010000-aaaa.jsonl'))).mode & 0o777).toBe(0o600);
  });

  test('keeps the end of a log that is too long', async () => {
    const build = kept('20261125-010000-aaaa');
    build.pieces = Array.from({ length: 5 }, (_, index) => ({
      step: 'a',
      stream: 'out',
      text: String(index).repeat(600_000),
      atMs: 1,
    }));
    await history.keep(build);
    const { pieces } = await history.read('20261125-010000-aaaa');
    expect(pieces.map(({ text }) => text[0])).toEqual(['2', '3', '4']);
  });

  test('is forgotten on request, and is then not found', async () => {
    await history.keep(kept('20261125-010000-aaaa'));
    await history.forget(['20261125-010000-aaaa', '20261125-010000-bbbb']);
    expect(await history.rows()).toEqual([]);
    await expect(history.read('20261125-010000-aaaa')).rejects.toMatchObject({ code: 'E_NOT_FOUND' });
  });

  test('goes when there are enough newer ones', async () => {
    const ids = Array.from({ length: 8 }, (_, index) => `20261125-000000-${String(index).padStart(4, '0')}`);
    const small = openHistory(folder, 5);
    for (const id of ids) await small.keep(kept(id));
    expect((await history.rows()).map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 5));
  });
});

test('a file that was cut, or is somebody else’s, hides no other', async () => {
  await history.keep(kept('20261125-010000-aaaa'));
  await writeFile(join(folder, '20261125-020000-aaaa.jsonl'), '{"id":"2026');
  await writeFile(join(folder, 'notes.jsonl'), 'mine');
  expect((await history.rows()).map(({ id }) => id)).toEqual(['20261125-010000-aaaa']);
});

test('nothing is there before anything is kept', async () => {
  expect(await history.rows()).toEqual([]);
  expect(await history.inputsOf('app')).toBeUndefined();
  await expect(readdir(folder)).rejects.toThrow('ENOENT');
});

test('what builds were made of is kept by name, the last of each', async () => {
  const inputs = (build: string) => ({
    build,
    builder: 'BuildKit' as const,
    platform: '',
    args: {},
    dockerfile: 'FROM a',
    bases: {},
    settled: [],
    files: {},
  });
  await history.keepInputs('registry:5000/../app', inputs('one'));
  await history.keepInputs('registry:5000/../app', inputs('two'));
  await history.keepInputs('other', inputs('three'));
  expect(await history.inputsOf('registry:5000/../app')).toEqual(inputs('two'));
  expect(await history.inputsOf('other')).toEqual(inputs('three'));
  expect(await readdir(folder)).toHaveLength(2);
});
