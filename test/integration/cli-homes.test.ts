// Home folders as people really have them, and some that nobody should: the machine's whole folder life goes on there.

import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOCKET_PATH_BYTES } from '../../main/machine/paths.ts';
import { slipwayAt } from '../harness/slipway.ts';

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'sw-'));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A folder whose whole path has so many bytes, some of them of letters that take several. */
function folderOfBytes(bytes: number): string {
  const start = join(base, 'é🚢');
  return start + 'x'.repeat(Math.max(0, bytes - Buffer.byteLength(start)));
}

async function liveThere(home: string): Promise<void> {
  const slipway = slipwayAt(home);
  const expectOk = async (...args: string[]) => {
    const result = await slipway.cli(args);
    expect(result, `${args.join(' ')} in ${home}`).toMatchObject({ code: 0 });
    return result.stdout;
  };
  await expectOk('init', '--memory', '600MiB');
  expect(existsSync(join(home, '.slipway', 'machines', 'default', 'config.json'))).toBe(true);
  expect(await expectOk('status')).toBe('poweroff\n');
  await expectOk('config', 'set', 'cpus=1');
  expect(JSON.parse(await expectOk('info', '--json'))).toMatchObject({
    folder: slipway.paths().folder,
    status: 'poweroff',
  });
  const { runtime } = slipway.paths();
  for (const socket of [runtime.supervisorSocket, runtime.qmpSocket, runtime.agentSocket]) {
    expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(SOCKET_PATH_BYTES);
  }
  await expectOk('delete', '--yes');
  expect(existsSync(slipway.paths().folder)).toBe(false);
}

describe('a long home (fault 61)', () => {
  it.each([60, 90, 130])('of %i bytes works', async (bytes) => {
    const home = folderOfBytes(bytes);
    expect(Buffer.byteLength(home)).toBe(bytes);
    mkdirSync(home);
    await liveThere(home);
  });
});

describe('an odd home (fault 62)', () => {
  it.each([
    ['a space', 'with space'],
    ['a single quote', "o'brien"],
    ['double quotes', 'say "hi"'],
    ['a dollar', 'price $x'],
    ['a backtick', 'tick`id`'],
    ['an emoji', '🐳'],
    ['decomposed letters', 'Zürich'.normalize('NFD')],
    ['a backslash', String.raw`back\slash`],
    ['a line break', 'two\nlines'],
  ])('with %s works', async (_, name) => {
    const home = join(base, name);
    mkdirSync(home);
    await liveThere(home);
  });

  it('that is a link works', async () => {
    mkdirSync(join(base, 'real'));
    symlinkSync('real', join(base, 'link'));
    await liveThere(join(base, 'link'));
  });
});
