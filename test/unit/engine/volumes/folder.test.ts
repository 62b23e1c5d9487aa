// Which volumes have files that can be reached, and where.

import { expect, test } from 'vitest';
import { folderOf } from '../../../../main/engine/volumes/folder.ts';

const account = { Driver: 'local', Mountpoint: '/var/lib/docker/volumes/data/_data', Options: null };

test('a local volume’s files lie where the engine says', () => {
  expect(folderOf('data', account)).toBe('/var/lib/docker/volumes/data/_data');
});

test.each([
  ['another driver', { Driver: 'nfs' }, 'its driver is nfs'],
  ['a mount from elsewhere', { Options: { device: ':/export', type: 'nfs' } }, 'mounted from elsewhere'],
  ['a folder elsewhere', { Mountpoint: '/etc' }, 'do not lie below'],
  ['a way out', { Mountpoint: '/var/lib/docker/volumes/../../../../etc' }, 'do not lie below'],
])('%s is refused, saying why', (_, changed, why) => {
  expect(() => folderOf('data', { ...account, ...changed })).toThrowError(why);
});
