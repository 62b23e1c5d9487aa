// Logs read line by line, while others write them.

import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLines } from '../../../main/app/read-lines.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-lines-'));
  path = join(folder, 'console.log');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function all(options: { lastLines?: number } = {}): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(path, { follow: false, ...options })) lines.push(line);
  return lines;
}

describe('a log that is there', () => {
  it('is read to its end, the unfinished last line too', async () => {
    await writeFile(path, 'one\r\ntwo\n\nthree');
    expect(await all()).toEqual(['one', 'two', '', 'three']);
  });

  it('keeps characters whole that lie across two reads', async () => {
    const line = `${'x'.repeat(65_535)}é🚢`;
    await writeFile(path, `${line}\nend\n`);
    expect(await all()).toEqual([line, 'end']);
  });

  it('can be cut to its last lines', async () => {
    await writeFile(path, 'one\ntwo\nthree\n');
    expect(await all({ lastLines: 2 })).toEqual(['two', 'three']);
    expect(await all({ lastLines: 0 })).toEqual([]);
    expect(await all({ lastLines: 9 })).toEqual(['one', 'two', 'three']);
  });
});

it('a log nobody wrote yet has no lines', async () => {
  expect(await all()).toEqual([]);
});

describe('a log that is followed', () => {
  it('goes on with what is appended, and with the file that takes its place', async () => {
    await writeFile(path, 'old\nfirst\n');
    const leave = new AbortController();
    const lines = readLines(path, { follow: true, lastLines: 1, signal: leave.signal });
    const next = async () => (await lines.next()).value as string;
    expect(await next()).toBe('first');
    await appendFile(path, 'second\n');
    expect(await next()).toBe('second');
    await rename(path, `${path}.1`);
    await writeFile(path, 'third\nfourth\n');
    expect([await next(), await next()]).toEqual(['third', 'fourth']);
    leave.abort();
    await expect(lines.next()).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('may begin before the log does', async () => {
    const leave = new AbortController();
    const lines = readLines(path, { follow: true, signal: leave.signal });
    const first = lines.next();
    await writeFile(path, 'hello\n');
    expect((await first).value).toBe('hello');
    leave.abort();
  });
});
