// A tar that was cut is told from one that is whole.

import { expect, test } from 'vitest';
import { watchTarEnd } from '../../../main/lib/tar-end.ts';

const see = (...chunks: Buffer[]) => {
  const end = watchTarEnd();
  for (const chunk of chunks) end.see(chunk);
  return end.isWhole();
};

test('it ends with zeros, in whatever pieces they come', () => {
  expect(see(Buffer.alloc(512, 1), Buffer.alloc(1024))).toBe(true);
  expect(see(Buffer.alloc(512, 1), ...Array.from({ length: 1024 }, () => Buffer.alloc(1)))).toBe(true);
});

test('nothing, a part, and words at the end are not whole', () => {
  expect(see()).toBe(false);
  expect(see(Buffer.alloc(700))).toBe(false);
  expect(see(Buffer.alloc(512, 1))).toBe(false);
  expect(see(Buffer.alloc(1024), Buffer.from('{"message":"no space left"}'.padEnd(512)))).toBe(false);
});
