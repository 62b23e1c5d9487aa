// What a tool gets to see of our environment.

import { expect, test } from 'vitest';
import { toolEnvironment } from '../../../main/lib/exec.ts';

test('a tool sees PATH, locale and proxies, and what it is given on top', () => {
  const env = { PATH: '/bin', LC_ALL: 'C.UTF-8', https_proxy: 'http://proxy:3128' };
  expect(toolEnvironment(env, { FOO: '1' })).toEqual({ ...env, FOO: '1' });
});

test('a tool never sees preloaded libraries, Node options or secrets of our environment', () => {
  const env = {
    LD_PRELOAD: 'x.so',
    DYLD_INSERT_LIBRARIES: 'x',
    NODE_OPTIONS: '--inspect',
    GITHUB_TOKEN: 's',
  };
  expect(toolEnvironment(env)).toEqual({});
});
