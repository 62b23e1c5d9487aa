// Which volumes a filter and a search leave in the list, and what they take.

import { expect, it } from 'vitest';
import type { VolumeRow } from '../../../../preload/contract/volumes.ts';
import { crumbsOf, below } from '../../../../renderer/features/volumes/folder-path.ts';
import { volumeCommand } from '../../../../renderer/features/volumes/volume-commands.ts';
import { countKinds, findVolumes, parseLabels } from '../../../../renderer/features/volumes/volume-rows.ts';

function volume(name: string, usedBy: string[] = [], project?: string): VolumeRow {
  const rest = { driver: 'local', mountpoint: '/v', createdMs: 0, labels: {} };
  return { name, usedBy, ...rest, ...(project === undefined ? {} : { project }) };
}

const rows = [volume('data', ['db']), volume('cache', [], 'shop'), volume('old')];

it('finds a volume by name, project or a container that has it', () => {
  expect(findVolumes(rows, 'shop', 'all').map(({ name }) => name)).toEqual(['cache']);
  expect(findVolumes(rows, 'DB', 'all').map(({ name }) => name)).toEqual(['data']);
  expect(findVolumes(rows, '', 'unused').map(({ name }) => name)).toEqual(['cache', 'old']);
});

it('counts how many volumes each filter shows', () => {
  expect(countKinds(rows)).toEqual({ all: 3, used: 1, unused: 2 });
});

it('reads labels a line each, values with = in them too, and says when one has no name', () => {
  expect(parseLabels('team=shop\n\n query = a=b ')).toEqual({ team: 'shop', query: 'a=b' });
  expect(parseLabels('=x')).toBeUndefined();
  expect(parseLabels('lonely')).toBeUndefined();
  expect(parseLabels('')).toEqual({});
});

it('leads back from a folder by every step', () => {
  expect(crumbsOf('/logs/old', 'data')).toEqual([
    { name: 'data', path: '/' },
    { name: 'logs', path: '/logs' },
    { name: 'old', path: '/logs/old' },
  ]);
  expect(below('/', 'logs')).toBe('/logs');
  expect(below('/logs', 'old')).toBe('/logs/old');
});

it('gives a line for a back-up that needs nothing but docker', () => {
  expect(volumeCommand.backUp('data', '/tmp/a b.tar')).toBe(
    "docker run --rm -v data:/volume busybox tar -C /volume -c . > '/tmp/a b.tar'",
  );
});
