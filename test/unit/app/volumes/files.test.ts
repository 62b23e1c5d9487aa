// A volume's folder as the guest's stat tells it, also where names are made to deceive.

import { describe, expect, test } from 'vitest';
import { modeText, parseEntries } from '../../../../main/app/volumes/files.ts';

const MARK = 'f00d';
const line = (bits: string, size: number, path: string, named = path) =>
  `${MARK} ${bits} ${size} 1700000000 ${path}${MARK}${named}\n`;

describe('entries', () => {
  test('are files, folders, links with their targets, and others', () => {
    const text = [
      line('81a4', 5, '/volume/./a'),
      line('41ed', 4096, '/volume/./d'),
      line('a1ff', 4, '/volume/./l', "'/volume/./l' -> '/etc'"),
      line('11a4', 0, '/volume/./f'),
    ].join('');
    expect(parseEntries(text, MARK)).toEqual([
      { name: 'a', kind: 'file', sizeBytes: 5, mode: 'rw-r--r--', modifiedMs: 1.7e12 },
      { name: 'd', kind: 'folder', sizeBytes: 4096, mode: 'rwxr-xr-x', modifiedMs: 1.7e12 },
      { name: 'l', kind: 'link', sizeBytes: 4, mode: 'rwxrwxrwx', modifiedMs: 1.7e12, linkTarget: '/etc' },
      { name: 'f', kind: 'other', sizeBytes: 0, mode: 'rw-r--r--', modifiedMs: 1.7e12 },
    ]);
  });

  test('a name with a line feed is one name and cannot pass for two', () => {
    const name = 'a\nbeef 81a4 9 1700000000 b';
    expect(parseEntries(line('81a4', 5, `/volume/./${name}`), MARK)).toMatchObject([{ name, sizeBytes: 5 }]);
  });

  test('a target may look like an arrow', () => {
    const text = line('a1ff', 4, "/volume/./x' -> 'y", "'/volume/./x' -> 'y' -> 'a' -> 'b'");
    expect(parseEntries(text, MARK)).toMatchObject([{ name: "x' -> 'y", linkTarget: "a' -> 'b" }]);
  });

  test('one that is cut short is left out', () => {
    const whole = line('81a4', 5, '/volume/./a');
    expect(parseEntries(whole + whole.slice(0, -4), MARK)).toHaveLength(1);
    expect(parseEntries('', MARK)).toEqual([]);
  });
});

test.each([
  [0o100644, 'rw-r--r--'],
  [0o104755, 'rwsr-xr-x'],
  [0o102644, 'rw-r-Sr--'],
  [0o041777, 'rwxrwxrwt'],
  [0o100000, '---------'],
])('mode %o reads %s', (mode, text) => {
  expect(modeText(mode)).toBe(text);
});
