// Files that come from the machine are there when they are whole; files that go there are told of as they go.

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fromHostFile, toHostFile } from '../../../main/app/host-transfer.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-transfer-'));
});
afterEach(() => rm(folder, { recursive: true }));

const never = new AbortController().signal;
const fine = { verify: async () => {} };
const collect = async <T>(items: AsyncIterable<T>) => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

describe('to a file', () => {
  test('it is written whole, for its owner only, and the last item tells all its bytes', async () => {
    const path = join(folder, 'a.tar');
    const told = await collect(
      toHostFile(path, Readable.from([Buffer.from('ab'), Buffer.from('c')]), fine, never),
    );
    expect(await readFile(path, 'utf8')).toBe('abc');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(told.at(-1)).toEqual({ doneBytes: 3 });
    expect(await readdir(folder)).toEqual(['a.tar']);
  });

  test('nothing is there if the stream fails, or does not pass', async () => {
    const path = join(folder, 'a.tar');
    const failing = Readable.from(
      (async function* () {
        yield Buffer.from('ab');
        throw new Error('broken');
      })(),
    );
    await expect(collect(toHostFile(path, failing, fine, never))).rejects.toThrow('broken');
    const refused = { verify: async () => Promise.reject(new SlipwayError('E_TOOL_FAILED', 'not whole')) };
    await expect(
      collect(toHostFile(path, Readable.from([Buffer.from('ab')]), refused, never)),
    ).rejects.toThrow('not whole');
    expect(await readdir(folder)).toEqual([]);
  });

  test('what came to be there meanwhile stays', async () => {
    const path = join(folder, 'a.tar');
    const inspector = { verify: () => writeFile(path, 'theirs') };
    await expect(
      collect(toHostFile(path, Readable.from([Buffer.from('ours')]), inspector, never)),
    ).rejects.toMatchObject({ code: 'E_CONFLICT' });
    expect(await readFile(path, 'utf8')).toBe('theirs');
    expect(await readdir(folder)).toEqual(['a.tar']);
  });

  test('leaving takes back what was written so far', async () => {
    const endless = new Readable({ read() {} });
    endless.push(Buffer.from('ab'));
    for await (const told of toHostFile(join(folder, 'a.tar'), endless, fine, never)) {
      expect(told.totalBytes).toBeUndefined();
      break;
    }
    expect(await readdir(folder)).toEqual([]);
    expect(endless.destroyed).toBe(true);
  });

  test('the signal is a cancellation', async () => {
    const stop = new AbortController();
    const endless = new Readable({ read() {} });
    const writing = collect(toHostFile(join(folder, 'a.tar'), endless, fine, stop.signal));
    stop.abort();
    await expect(writing).rejects.toMatchObject({ code: 'E_CANCELLED' });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('from a file', () => {
  test('all its bytes are given, and how many of how many', async () => {
    const path = join(folder, 'a.tar');
    await writeFile(path, 'abc');
    let taken = '';
    const take = async (bytes: Readable) => {
      taken = (await buffer(bytes)).toString();
    };
    expect((await collect(fromHostFile(path, take, never))).at(-1)).toEqual({ doneBytes: 3, totalBytes: 3 });
    expect(taken).toBe('abc');
  });

  test('whoever has enough may stop reading; whoever fails says why', async () => {
    const path = join(folder, 'a.tar');
    await writeFile(path, Buffer.alloc(1024 * 1024));
    await collect(fromHostFile(path, async () => 'enough', never));
    const refuse = async () => Promise.reject(new SlipwayError('E_ENGINE_REFUSED', 'no tar'));
    await expect(collect(fromHostFile(path, refuse, never))).rejects.toMatchObject({ message: 'no tar' });
  });

  test('a folder is no file', async () => {
    await expect(collect(fromHostFile(folder, async () => {}, never))).rejects.toMatchObject({
      code: 'E_USAGE',
    });
  });
});
