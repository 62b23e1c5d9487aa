// The names that a border lets through: what is used in a path of the engine's leads to nothing else than it says.

import { describe, expect, test } from 'vitest';
import { ImageRef } from '../../../preload/contract/ids.ts';

describe('an image', () => {
  test.each([
    'busybox',
    'library/busybox:1.36',
    'localhost:5000/team/my_app:v1.0-rc.1',
    `sha256:${'0'.repeat(64)}`,
    `quay.io/a/b@sha256:${'f'.repeat(64)}`,
  ])('is %s', (reference) => {
    expect(ImageRef.safeParse(reference).success).toBe(true);
  });

  test.each([
    '',
    'a/../../containers/web',
    'a/./b',
    '../volumes/x',
    '/x',
    'a//b',
    'a?force=1',
    'a#b',
    'a b',
    'ä',
  ])('is not %j', (reference) => {
    expect(ImageRef.safeParse(reference).success).toBe(false);
  });
});
