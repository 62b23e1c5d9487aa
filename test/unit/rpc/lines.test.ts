// Newline framing gives the same lines however the stream is cut, and does not let a peer fill our memory.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineSplitter } from '../../../preload/rpc/lines.ts';

function split(chunks: readonly string[], maxLength = 1_000) {
  const lines: string[] = [];
  let refusals = 0;
  const take = createLineSplitter(
    maxLength,
    (line) => lines.push(line),
    () => (refusals += 1),
  );
  for (const chunk of chunks) take(chunk);
  return { lines, refusals };
}

test('lines come whole and in order, wherever the stream is cut', () => {
  const line = fc.string({ minLength: 1 }).map((text) => text.replaceAll('\n', ' '));
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.nat(20)), (wanted, cuts) => {
      let rest = wanted.map((text) => `${text}\n`).join('');
      const chunks: string[] = [];
      for (const cut of cuts) {
        chunks.push(rest.slice(0, cut));
        rest = rest.slice(cut);
      }
      expect(split([...chunks, rest])).toEqual({ lines: wanted, refusals: 0 });
    }),
  );
});

test('a line that has not ended yet is not given', () => {
  expect(split(['one\ntwo']).lines).toEqual(['one']);
});

test('a line longer than the limit is refused once, and nothing comes after it', () => {
  expect(split(['x'.repeat(600), 'x'.repeat(600), '\nlater\n'])).toEqual({ lines: [], refusals: 1 });
  expect(split([`ok\n${'x'.repeat(1_001)}\nlater\n`])).toEqual({ lines: ['ok'], refusals: 1 });
});
