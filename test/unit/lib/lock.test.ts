// What a lock is on each platform, and what it promises on this one.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acquireLock, lockMeans } from '../../../main/lib/lock.ts';

describe('which lock stands for a path', () => {
  test('Linux: a name in the abstract namespace, short whatever the path', () => {
    const means = lockMeans(`/home/${'x'.repeat(300)}/lock`, 'linux', 1000);
    expect(means).toMatchObject({
      kind: 'abstract-socket',
      name: expect.stringMatching(/^\0slipway-1000-[0-9a-f]{32}$/),
    });
  });

  test('Linux: two paths are two locks', () => {
    expect(lockMeans('/a/lock', 'linux', 0)).not.toEqual(lockMeans('/b/lock', 'linux', 0));
  });

  test('macOS: the file itself, opened with O_RDWR, O_CREAT, O_NONBLOCK and O_EXLOCK', () => {
    expect(lockMeans('/a/lock', 'darwin', 501)).toEqual({
      kind: 'exclusive-open',
      path: '/a/lock',
      flags: 0x2 | 0x200 | 0x4 | 0x20,
    });
  });
});

describe('a lock', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lock-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('has one holder, and can be had again once it is let go', async () => {
    const path = join(folder, 'lock');
    const first = await acquireLock(path);
    expect(first).toBeDefined();
    expect(await acquireLock(path)).toBeUndefined();
    await first?.release();
    const second = await acquireLock(path);
    expect(second).toBeDefined();
    await second?.release();
  });

  test('of twenty who reach for it at once, one gets it', async () => {
    const locks = await Promise.all(Array.from({ length: 20 }, () => acquireLock(join(folder, 'many'))));
    const held = locks.filter((lock) => lock !== undefined);
    expect(held).toHaveLength(1);
    await held[0]?.release();
  });
});
