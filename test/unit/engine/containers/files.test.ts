// A folder's entries are what is in it, whatever a container calls its files.

import { describe, expect, test } from 'vitest';
import { modeText, parseFolder } from '../../../../main/engine/containers/files.ts';

const listed = (stdout: string, code = 0) => parseFolder('/srv', { code, stdout, stderr: 'words' });

test('files, folders, links and the rest, with their modes and times', () => {
  const stdout = `81ed 12 1700000000 ./run
41ed 4096 1700000000 ./data
a1ff 4 1700000000 ./link
1180 0 0 ./pipe
//
'./link' -> 'data'
`;
  expect(listed(stdout)).toEqual({
    truncated: false,
    entries: [
      { name: 'run', kind: 'file', sizeBytes: 12, mode: 'rwxr-xr-x', modifiedMs: 1_700_000_000_000 },
      { name: 'data', kind: 'folder', sizeBytes: 4096, mode: 'rwxr-xr-x', modifiedMs: 1_700_000_000_000 },
      {
        name: 'link',
        kind: 'link',
        sizeBytes: 4,
        mode: 'rwxrwxrwx',
        modifiedMs: 1_700_000_000_000,
        linkTarget: 'data',
      },
      { name: 'pipe', kind: 'other', sizeBytes: 0, mode: 'rw-------', modifiedMs: 0 },
    ],
  });
});

test('a name with a line break and a forged line in it is one name', () => {
  const name = 'a\n81ed 1 1 .b\u001b[2J';
  const stdout = `8180 1 1 ./${name}\n8180 2 1 ./next\n//\n`;
  expect(listed(stdout).entries.map((entry) => entry.name)).toEqual([name, 'next']);
});

test('links to places with quotes and line breaks keep them', () => {
  const stdout = `a1ff 1 1 ./one\na1ff 1 1 ./two\n//\n'./one' -> 'x'\n' y'\n'./two' -> '/z'\n`;
  expect(listed(stdout).entries.map(({ linkTarget }) => linkTarget)).toEqual([`x'\n' y`, '/z']);
});

test('an empty folder has no entries', () => {
  expect(listed('//\n')).toEqual({ entries: [], truncated: false });
});

test('a listing that was cut off says so, and shows no half name', () => {
  expect(listed('8180 1 1 ./whole\n8180 1 1 ./hal')).toMatchObject({
    truncated: true,
    entries: [{ name: 'whole' }],
  });
});

test('a hundred thousand files are cut to what one message carries', () => {
  const names = Array.from({ length: 100_000 }, (_, index) => `8180 1 1 ./${index}\n`);
  const { entries, truncated } = listed(`${names.join('')}//\n`);
  expect([entries.length, truncated]).toEqual([10_000, true]);
});

describe('what is not there is told apart', () => {
  test.each([
    [44, 'E_NOT_FOUND'],
    [45, 'E_USAGE'],
    [40, 'E_NOT_FOUND'],
    [1, 'E_ENGINE_REFUSED'],
  ])('exit code %i is %s', (exit, code) => {
    expect(() => listed('', exit)).toThrow(expect.objectContaining({ code }));
  });
});

test.each([
  [0o755, 'rwxr-xr-x'],
  [0o4755, 'rwsr-xr-x'],
  [0o2644, 'rw-r-Sr--'],
  [0o1777, 'rwxrwxrwt'],
  [0, '---------'],
])('mode %o is %s, as ls has it', (mode, text) => {
  expect(modeText(mode)).toBe(text);
});
