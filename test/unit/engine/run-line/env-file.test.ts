// A file of variables is read as docker reads it, and a line that is none is named.

import { describe, expect, test } from 'vitest';
import { parseEnvFile } from '../../../../main/engine/run-line/env-file.ts';

test('values are taken as they stand', () => {
  const text = '\uFEFF# settings\r\n\r\nA=b c \n  INDENTED="quoted"\nEMPTY=\nURL=x?a=b#c\nBARE\n   # more\n';
  expect(parseEnvFile('/home/me/.env', text)).toEqual([
    { name: 'A', value: 'b c ' },
    { name: 'INDENTED', value: '"quoted"' },
    { name: 'EMPTY', value: '' },
    { name: 'URL', value: 'x?a=b#c' },
    { name: 'BARE' },
  ]);
});

describe('what is no variable is named with its file and line', () => {
  test.each([
    ['A=1\n=2', '/f, line 2: there is no name before the ='],
    ['export A=1', '/f, line 1: the name export A has a blank in it'],
    ['A=1\0', '/f, line 1: a NUL character'],
  ])('%j', (text, message) => {
    expect(() => parseEnvFile('/f', text)).toThrow(expect.objectContaining({ code: 'E_USAGE', message }));
  });
});
