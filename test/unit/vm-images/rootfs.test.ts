// The recipe's patterns keep the files they mean; busybox's commands are found without running it.

import { expect, test } from 'vitest';
import { applets } from '../../../vm-images/applets.ts';
import { matches } from '../../../vm-images/rootfs.ts';

test.each([
  ['usr/lib/x/libmnl.so.0', 'usr/lib/x/libmnl.so.*', true],
  ['usr/lib/x/libmnl.so.0.2.0', 'usr/lib/x/libmnl.so.*', true],
  ['usr/lib/x/libmnlXso.0', 'usr/lib/x/libmnl.so.*', false],
  ['usr/lib/x/xtables/libxt_tcp.so', 'usr/lib/x/xtables/libxt_*', true],
  ['opt/usr/sbin/runc', 'usr/sbin/runc', false],
])('%s against %s: %s', (path, pattern, expected) => {
  expect(matches(path, pattern)).toBe(expected);
});

test('every command of a busybox gets a link but those that make file systems', () => {
  const binary = Buffer.from('\u007fELF\u00e7[\0[[\0acpid\0mke2fs\0mount\0sh\0\0/var/log', 'latin1');
  expect(applets(binary)).toEqual(['[', '[[', 'acpid', 'mount', 'sh']);
});

test('a file that is no busybox is refused', () => {
  expect(() => applets(Buffer.from('something else'))).toThrow('no table of applets');
});
