// Which images a filter and a search leave in the list.

import { expect, it } from 'vitest';
import type { ImageRow } from '../../../../preload/contract/images.ts';
import {
  countKinds,
  countRemoved,
  findImages,
  isReference,
  referencesOf,
  totalBytes,
} from '../../../../renderer/features/images/image-rows.ts';

function image(id: string, tags: string[], usedBy: string[] = []): ImageRow {
  return { id: `sha256:${id}`, tags, sizeBytes: 10, createdMs: 0, usedBy };
}

const rows = [
  image('aaa', ['shop/web:1', 'shop/web:latest'], ['web']),
  image('bbb', ['postgres:17']),
  image('ccc', []),
  image('ddd', [], ['old']),
];

it('counts how many images each filter shows', () => {
  expect(countKinds(rows)).toEqual({ all: 4, used: 2, unused: 2, dangling: 1 });
});

it('finds an image by tag, id, or a container that uses it, whatever the case', () => {
  expect(findImages(rows, 'POSTGRES', 'all').map(({ id }) => id)).toEqual(['sha256:bbb']);
  expect(findImages(rows, 'old', 'all').map(({ id }) => id)).toEqual(['sha256:ddd']);
  expect(findImages(rows, 'web latest', 'all').map(({ id }) => id)).toEqual(['sha256:aaa']);
  expect(findImages(rows, 'web', 'unused')).toEqual([]);
});

it('removes an image by every name it has, so that none is left over', () => {
  expect(referencesOf(rows.slice(0, 3))).toEqual([
    'shop/web:1',
    'shop/web:latest',
    'postgres:17',
    'sha256:ccc',
  ]);
});

it('tells names and layers apart in what went', () => {
  expect(countRemoved(['shop/web:1', 'sha256:aaa', 'sha256:eee'])).toEqual({ names: 1, layers: 2 });
});

it('adds up the sizes', () => {
  expect(totalBytes(rows)).toBe(40);
});

it.each(['alpine', 'alpine:3.22', 'Registry.example:5000/team/app:V2', 'app@sha256:0123abcd'])(
  'takes %s for an image’s name as far as the engine would',
  (name) => expect(isReference(name)).toBe(true),
);

it.each(['Alpine', '../x', 'a b', '', '-x', 'a/../b', 'registry:5000/Team/app'])(
  'refuses “%s” before anything is asked',
  (name) => expect(isReference(name)).toBe(false),
);
