// Packages are fetched from the mirror the machine already uses for Debian, in the versions apt chose.

import { expect, test } from 'vitest';
import { debianMirrors, parseUris } from '../../../vm-images/packages.ts';

test('apt’s list gives names, exact versions and files', () => {
  const text = `'http://deb.debian.org/x/tini_0.19.0-3+b8_amd64.deb' tini_0.19.0-3+b8_amd64.deb 280384 SHA256:ab
'http://deb.debian.org/x/zlib1g_1.3-1_amd64.deb' zlib1g_1%3a1.3-1_amd64.deb 88720 SHA256:cd
W: Download is performed unsandboxed
`;
  expect(parseUris(text)).toEqual([
    { name: 'tini', version: '0.19.0-3+b8', file: 'tini_0.19.0-3+b8_amd64.deb' },
    { name: 'zlib1g', version: '1:1.3-1', file: 'zlib1g_1%3a1.3-1_amd64.deb' },
  ]);
});

test.each([
  ['Types: deb\nURIs: http://mirror.test/debian\nSuites: bookworm', 'http://mirror.test/debian'],
  ['deb [signed-by=/k] https://mirror.test/debian/ bookworm main', 'https://mirror.test/debian'],
  ['deb http://archive.ubuntu.com/ubuntu noble main', 'http://deb.debian.org/debian'],
  ['', 'http://deb.debian.org/debian'],
])('the mirror of %j is %s', (sources, main) => {
  expect(debianMirrors(sources).main).toBe(main);
});

test('security updates come from their own mirror', () => {
  const sources = 'URIs: http://mirror.test/debian\nURIs: http://mirror.test/debian-security';
  expect(debianMirrors(sources).security).toBe('http://mirror.test/debian-security');
  expect(debianMirrors('').security).toBe('http://deb.debian.org/debian-security');
});
