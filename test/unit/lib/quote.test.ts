// Any word survives a POSIX shell's reading of it.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteForSh } from '../../../main/lib/quote.ts';

/** What a POSIX shell makes of a word of single-quoted parts and escaped quotes (POSIX, 2.2). */
function readBySh(word: string): string {
  let read = '';
  for (let rest = word; rest !== '';) {
    const part = /^'([^']*)'|^\\(.)/.exec(rest);
    if (part === null) throw new Error(`the shell would interpret ${rest}`);
    read += part[1] ?? part[2] ?? '';
    rest = rest.slice(part[0].length);
  }
  return read;
}

test('any word comes back as it went in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (word) => {
      fc.pre(!word.includes('\0'));
      expect(readBySh(quoteForSh(word))).toBe(word);
    }),
  );
});

test('a plain word is quoted as people write it', () => {
  expect(quoteForSh('tcp://127.0.0.1:2376')).toBe("'tcp://127.0.0.1:2376'");
  expect(quoteForSh("it's")).toBe(String.raw`'it'\''s'`);
  expect(quoteForSh('')).toBe("''");
});

test('a NUL is refused rather than cut', () => {
  expect(() => quoteForSh('a\0b')).toThrow(expect.objectContaining({ code: 'E_USAGE' }));
});
