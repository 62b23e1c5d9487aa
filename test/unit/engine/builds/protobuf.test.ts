// BuildKit's messages, taken apart and put together without a library.

import { array, assert, integer, oneof, property, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFields, writeFields } from '../../../../main/engine/builds/protobuf.ts';
import { decodeStatus } from '../../../../main/engine/builds/status.ts';

describe('fields', () => {
  test('are read as they were written, whatever they hold', () => {
    const field = tuple(
      integer({ min: 1, max: 5000 }),
      oneof(integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), string({ minLength: 1 })),
    );
    assert(
      property(array(field), (fields) => {
        const read = readFields(writeFields(fields)).map(({ number, value, bytes }) => [
          number,
          bytes.length > 0 ? bytes.toString() : value,
        ]);
        expect(read).toEqual(fields.map(([number, value]) => [number, value]));
      }),
    );
  });

  test('that say nothing are left out', () => {
    expect(
      writeFields([
        [1, 0],
        [2, ''],
        [3, new Uint8Array()],
      ]),
    ).toHaveLength(0);
  });

  test('of numbers that are not used are passed over', () => {
    const message = Buffer.from([0x09, 1, 2, 3, 4, 5, 6, 7, 8, 0x15, 1, 2, 3, 4, 0x18, 7]);
    expect(readFields(message)).toEqual([{ number: 3, value: 7, bytes: Buffer.alloc(0) }]);
  });

  test.each([[[0x0a, 5, 1]], [[0x08, 0x80]], [[0x0b]], [Array.from({ length: 12 }, () => 0xff)]])(
    'that are cut or malformed are told, not guessed: %j',
    (bytes) => {
      expect(() => readFields(Buffer.from(bytes))).toThrow(
        expect.objectContaining({ code: 'E_ANSWER_INVALID' }),
      );
    },
  );
});

describe('BuildKit’s account of a build', () => {
  const moment = (seconds: number, nanos = 0) =>
    writeFields([
      [1, seconds],
      [2, nanos],
    ]);

  test('has vertexes with their times, inputs and errors', () => {
    const vertex = writeFields([
      [1, 'sha256:b'],
      [2, 'sha256:a'],
      [2, 'sha256:c'],
      [3, '[2/3] RUN make'],
      [4, 1],
      [5, moment(1700000000, 500_000_000)],
      [6, moment(1700000002)],
      [7, 'no'],
    ]);
    expect(decodeStatus(writeFields([[1, vertex]])).vertexes).toEqual([
      {
        digest: 'sha256:b',
        inputs: ['sha256:a', 'sha256:c'],
        name: '[2/3] RUN make',
        cached: true,
        startedMs: 1_700_000_000_500,
        completedMs: 1_700_000_002_000,
        error: 'no',
      },
    ]);
  });

  test('has parts with how far they are, logs, and warnings with their line', () => {
    const part = writeFields([
      [1, 'layer'],
      [2, 'sha256:a'],
      [4, 10],
      [5, 20],
    ]);
    const log = writeFields([
      [1, 'sha256:a'],
      [2, moment(5)],
      [3, 2],
      [4, 'oops\n'],
    ]);
    const range = writeFields([[1, writeFields([[1, 7]])]]);
    const warning = writeFields([
      [1, 'sha256:a'],
      [3, 'old way'],
      [4, 'use the new one'],
      [5, 'https://docs.docker.com/go/x'],
      [7, range],
    ]);
    const status = decodeStatus(
      writeFields([
        [2, part],
        [3, log],
        [4, warning],
      ]),
    );
    expect(status.statuses).toEqual([{ id: 'layer', vertex: 'sha256:a', current: 10, total: 20 }]);
    expect(status.logs).toEqual([
      { vertex: 'sha256:a', atMs: 5000, stream: 2, message: Buffer.from('oops\n') },
    ]);
    expect(status.warnings).toEqual([
      {
        vertex: 'sha256:a',
        short: 'old way',
        detail: ['use the new one'],
        url: 'https://docs.docker.com/go/x',
        line: 7,
      },
    ]);
  });
});
