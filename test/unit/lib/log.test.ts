// What our logs promise: private, bounded, readable line by line, without secrets, and never the reason of a failure.

import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { openJsonLines, readLastLines } from '../../../main/lib/json-lines.ts';
import { openLog } from '../../../main/lib/log.ts';
import { redact } from '../../../main/lib/redact.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'));
  path = join(folder, 'a.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

const linesOf = async (file: string) => (await readFile(file, 'utf8')).trim().split('\n');

describe('a log', () => {
  test('is readable by its owner alone, from birth', async () => {
    openLog(path).info('hello');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('is one JSON object a line, with its time', async () => {
    const log = openLog(path);
    log.info('one', { pid: 7 });
    log.error('two', new SlipwayError('E_VM_DIED', 'gone', { cause: new Error('why') }));
    const [one, two] = (await linesOf(path)).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(one).toMatchObject({ level: 'info', message: 'one', pid: 7, time: expect.any(String) });
    expect(two).toMatchObject({ level: 'error', error: { code: 'E_VM_DIED', cause: { message: 'why' } } });
  });

  test('keeps no key and no password', async () => {
    const key = '-----BEGIN EC PRIVATE KEY-----\nCANARY\n-----END EC PRIVATE KEY-----';
    openLog(path).info('proxy http://user:CANARY@proxy:3128/x', { key });
    const text = await readFile(path, 'utf8');
    expect(text).not.toContain('CANARY');
    expect(text).toContain('proxy:3128');
  });

  test('that cannot be written troubles nobody', () => {
    expect(() => openLog(join(folder, 'absent', 'a.jsonl')).info('lost')).not.toThrow();
  });
});

describe('redaction', () => {
  test('a key that was cut short is removed to the end', () => {
    expect(redact('x -----BEGIN PRIVATE KEY-----\nMIGH')).toBe('x [PRIVATE KEY removed]');
  });

  test('an address without a password, and an e-mail address, stay', () => {
    expect(redact('tcp://127.0.0.1:2376 ada@example.org')).toBe('tcp://127.0.0.1:2376 ada@example.org');
  });
});

describe('a file of JSON lines', () => {
  test('never grows past its size: the file before it is kept, older ones go', async () => {
    const lines = openJsonLines(path, { maxBytes: 200 });
    for (let count = 0; count < 100; count += 1) lines.append({ count });
    lines.close();
    expect((await stat(path)).size).toBeLessThanOrEqual(200);
    expect((await stat(`${path}.1`)).size).toBeLessThanOrEqual(200);
    expect((await linesOf(path)).at(-1)).toBe('{"count":99}');
  });

  test('goes on where it ended', async () => {
    for (const count of [1, 2]) {
      const lines = openJsonLines(path);
      lines.append({ count });
      lines.close();
    }
    expect(await linesOf(path)).toEqual(['{"count":1}', '{"count":2}']);
  });

  test('its last lines are found, however long it is', async () => {
    const lines = openJsonLines(path);
    for (let count = 0; count < 20_000; count += 1) lines.append({ count });
    expect(await readLastLines(path, 2)).toEqual(['{"count":19998}', '{"count":19999}']);
    expect(await readLastLines(join(folder, 'absent'), 2)).toEqual([]);
  });
});
