// What is typed or pasted into the run form is read as a shell and docker would read it.

import { describe, expect, test } from 'vitest';
import {
  joinWords,
  OpenQuote,
  splitWords,
} from '../../../../../renderer/features/containers/run/command-words.ts';
import {
  looksLikeEnvLines,
  parseEnvLines,
} from '../../../../../renderer/features/containers/run/env-lines.ts';
import { isImageHere } from '../../../../../renderer/features/containers/run/image-here.ts';
import { withVariables } from '../../../../../renderer/features/containers/run/merge-env.ts';
import { afterLayers } from '../../../../../renderer/features/containers/run/pull-progress.ts';
import {
  parseDuration,
  parseMemory,
  writeDuration,
  writeMemory,
} from '../../../../../renderer/features/containers/run/quantities.ts';
import { newEnv } from '../../../../../renderer/features/containers/run/run-values.ts';
import { copyName, RUN_PATH, startFrom } from '../../../../../renderer/features/containers/run/start-from.ts';

describe('a command', () => {
  test.each([
    ['sh -c "echo $HOME; true"', ['sh', '-c', 'echo $HOME; true']],
    [String.raw`a\ b 'c d'"e"`, ['a b', 'c de']],
    [String.raw`"say \"hi\" \n"`, [String.raw`say "hi" \n`]],
    ["''", ['']],
    ['  ', []],
  ])('%s', (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });

  test('a quote that stays open is not guessed at', () => {
    expect(() => splitWords("echo 'a")).toThrow(OpenQuote);
  });

  test('words that need no quotes get none', () => {
    expect(joinWords(['npm', 'run', 'build', '--', '--out=/x'])).toBe('npm run build -- --out=/x');
  });
});

describe('amounts', () => {
  test.each([
    ['512m', 512 * 1024 ** 2],
    ['1.5G', 1.5 * 1024 ** 3],
    ['64 MiB', 64 * 1024 ** 2],
    ['1024', 1024],
    ['m', undefined],
    ['-1', undefined],
  ])('%s of memory', (text, bytes) => {
    expect(parseMemory(text)).toBe(bytes);
  });

  test.each([
    ['30', 30_000],
    ['1m30s', 90_000],
    ['250ms', 250],
    ['soon', undefined],
  ])('%s of time', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test('what is written is read back', () => {
    for (const bytes of [1, 1536, 1024, 3 * 1024 ** 3]) expect(parseMemory(writeMemory(bytes))).toBe(bytes);
    for (const ms of [1, 1500, 90_000, 120_000]) expect(parseDuration(writeDuration(ms))).toBe(ms);
  });
});

describe('pasted variables', () => {
  test('come out of a .env file as docker reads it, and out of a script as a shell does', () => {
    const text = '# a comment\r\nA=1\nB="x y"\n\nexport C="x y"\nD=a=b\nHOME\n=nothing\n';
    expect(parseEnvLines(text)).toEqual([
      { name: 'A', value: '1' },
      { name: 'B', value: '"x y"' },
      { name: 'C', value: 'x y' },
      { name: 'D', value: 'a=b' },
      { name: 'HOME' },
    ]);
  });

  test('a name alone is pasted as any text is', () => {
    expect(looksLikeEnvLines('PATH')).toBe(false);
    expect(looksLikeEnvLines('export PATH=/bin')).toBe(true);
  });

  test('replace those of the same name and fill no row twice', () => {
    const rows = [newEnv('A', 'old'), newEnv(), newEnv('B', 'kept')];
    const merged = withVariables(rows, [{ name: 'A', value: '1' }, { name: 'A', value: '2' }, { name: 'H' }]);
    expect(merged.map(({ name, value, inherits }) => [name, value, inherits])).toEqual([
      ['B', 'kept', false],
      ['A', '2', false],
      ['H', '', true],
    ]);
  });
});

describe('an image', () => {
  const images = [{ id: `sha256:${'ab'.repeat(32)}`, tags: ['nginx:latest', 'localhost:5000/app:1'] }];

  test.each(['nginx', 'nginx:latest', 'docker.io/library/nginx', 'localhost:5000/app:1', 'abababababab'])(
    '%s is here',
    (name) => {
      expect(isImageHere(name, images)).toBe(true);
    },
  );

  test.each(['nginx:1.27', 'localhost:5000/app', 'team/nginx', 'abc'])('%s is not', (name) => {
    expect(isImageHere(name, images)).toBe(false);
  });
});

describe('where the form begins', () => {
  test.each([
    ['', '#/run', { kind: 'nothing' }],
    ['?image=a%2Fb%3A1', '#/run', { kind: 'image', image: 'a/b:1' }],
    ['', '#/run?image=a/b:1', { kind: 'image', image: 'a/b:1' }],
    ['?from=c0ffee', '#/run', { kind: 'container', id: 'c0ffee' }],
  ])('%s %s', (search, hash, start) => {
    expect(startFrom({ search, hash })).toEqual(start);
  });

  test('its address may carry what it begins with', () => {
    expect(RUN_PATH.test('/run?image=a/b:1')).toBe(true);
    expect(RUN_PATH.test('/running')).toBe(false);
  });

  test('a copy has a name of its own', () => {
    expect(copyName('web', new Set(['web']))).toBe('web-2');
    expect(copyName('web-2', new Set(['web', 'web-2', 'web-3']))).toBe('web-4');
  });
});

test('a pull goes forward as its layers do', () => {
  const first = afterLayers(new Map(), [
    { layer: 'a', status: 'Already exists' },
    { layer: 'b', status: 'Downloading', doneBytes: 50, totalBytes: 100 },
  ]);
  expect(first).toMatchObject({ progress: 0.625, done: 1 });
  const second = afterLayers(first.layers, [{ layer: 'b', status: 'Pull complete' }]);
  expect(second).toMatchObject({ progress: 1, done: 2 });
});
