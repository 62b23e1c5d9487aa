// A line is split as a shell would; what only a shell could do is refused by name, never guessed.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteWord, splitWords } from '../../../../main/engine/run-line/words.ts';

test('words that are quoted come back as they were, and as many', () => {
  const word = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0') && !text.includes('\r\n'));
  fc.assert(
    fc.property(fc.array(word), (words) => {
      expect(splitWords(words.map(quoteWord).join(' '))).toEqual(words);
    }),
  );
});

describe('splits as sh does', () => {
  test.each<[string, string[]]>([
    ['a  b\tc', ['a', 'b', 'c']],
    [`a'b c'"d e"f`, ['ab cd ef']],
    [`'' ""`, ['', '']],
    [String.raw`a\ b \'c \\`, ['a b', "'c", '\\']],
    [String.raw`"a\"b\\c\d\$e"`, [String.raw`a"b\c\d$e`]],
    [`'$HOME' 'a|b;c'`, ['$HOME', 'a|b;c']],
    ['one \\\n two\\\nthree', ['one', 'twothree']],
    ['one \\\r\n two', ['one', 'two']],
    ['one # two', ['one']],
    ['one#two', ['one#two']],
    ['cost=5$ 100%', ['cost=5$', '100%']],
    [`"5$"`, ['5$']],
    ['\n\na b\n\n', ['a', 'b']],
    ['a\u00a0b', ['a\u00a0b']],
    ['', []],
  ])('%j', (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });
});

describe('refuses by name', () => {
  test.each([
    ['a $HOME/x', '$HOME'],
    ['a "${HOME}/x"', '${HOME}'],
    ['a "$(pwd)":/x', '$(pwd)'],
    ['a `pwd`', '`pwd`'],
    ['a | b', '|'],
    ['a || b', '||'],
    ['a && b', '&&'],
    ['a ; b', ';'],
    ['a;b', ';'],
    ['a > b', '>'],
    ['a <b', '<'],
    ['a (b)', '('],
    ['a $?', '$?'],
    ['a ~/x:/y', '~/x'],
  ])('%j', (line, what) => {
    expect(() => splitWords(line)).toThrow(
      expect.objectContaining({
        code: 'E_USAGE',
        message: `${what} is for a shell to expand or to act on, and none reads this line`,
      }),
    );
  });

  test.each([
    [`a 'b`, "a quote is opened and not closed: '"],
    ['a "b', 'a quote is opened and not closed: "'],
    ['a\nb', 'a second command begins: b'],
    ['a \\', 'the line ends in a backslash: the rest of it is missing'],
  ])('%j', (line, message) => {
    expect(() => splitWords(line)).toThrow(expect.objectContaining({ code: 'E_USAGE', message }));
  });
});
