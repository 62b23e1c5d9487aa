// Paths of this computer as people type them.

import { expect, it } from 'vitest';
import { expandHome, fileName, inDownloads, isHostPath } from '../../../../renderer/ui/host-path.ts';

it('understands ~ as the home folder, and nothing else', () => {
  expect(expandHome('~/a.tar', '/home/me')).toBe('/home/me/a.tar');
  expect(expandHome('/tmp/~/a.tar', '/home/me')).toBe('/tmp/~/a.tar');
});

it('proposes a name that can be a file’s, whatever the thing is called', () => {
  expect(inDownloads('/home/me', 'registry:5000/team/app:2.tar')).toBe(
    '/home/me/Downloads/registry-5000-team-app-2.tar',
  );
  expect(fileName('../../etc')).toBe('etc');
  expect(fileName('///')).toBe('file');
});

it('says when a path is not whole', () => {
  expect(isHostPath('/tmp/a.tar')).toBe(true);
  expect(isHostPath('a.tar')).toBe(false);
  expect(isHostPath('/a\nb')).toBe(false);
});
