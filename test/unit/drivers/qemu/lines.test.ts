// Lines out of a byte stream, however it is cut, and no more memory than a line may take.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineCutter } from '../../../../main/drivers/qemu/lines.ts';

function cut(chunks: readonly Uint8Array[], maxLength = 20) {
  const lines: string[] = [];
  const tooLong: string[] = [];
  const cutter = createLineCutter({
    maxLength,
    onLine: (line) => lines.push(line),
    onTooLong: (beginning) => tooLong.push(beginning),
  });
  for (const chunk of chunks) cutter.push(Buffer.from(chunk));
  return { lines, tooLong };
}

const bytes = (text: string) => Buffer.from(text);

describe('lines', () => {
  it('come out the same, wherever the stream is cut, even inside a letter', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/[\r\n]/.test(text));
    fc.assert(
      fc.property(fc.array(line), fc.integer({ min: 1, max: 7 }), (wanted, step) => {
        const stream = bytes(wanted.map((text) => `${text}\n`).join(''));
        const chunks = Array.from({ length: Math.ceil(stream.length / step) }, (_, at) =>
          stream.subarray(at * step, (at + 1) * step),
        );
        expect(cut(chunks, 1000).lines).toEqual(wanted);
      }),
    );
  });

  it('lose the carriage return that QEMU puts before their end', () => {
    expect(cut([bytes('one\r\ntwo\r\n')]).lines).toEqual(['one', 'two']);
  });

  it('that are not finished are not told', () => {
    expect(cut([bytes('one\ntw')]).lines).toEqual(['one']);
  });

  it('that are too long are dropped up to their end, and told of once', () => {
    const flood = Array.from({ length: 10 }, () => bytes('x'.repeat(15)));
    const { lines, tooLong } = cut([...flood, bytes('tail\nafter\n')]);
    expect(lines).toEqual(['after']);
    expect(tooLong).toEqual(['x'.repeat(30)]);
  });
});
