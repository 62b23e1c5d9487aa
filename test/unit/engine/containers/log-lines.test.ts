// Logs become the lines that were written, however the engine's bytes are cut.

import { describe, expect, test } from 'vitest';
import { createLineParser, MAX_LINE_BYTES } from '../../../../main/engine/containers/log-lines.ts';
import { engineMoment } from '../../../../main/engine/containers/logs.ts';
import type { LogLine } from '../../../../preload/contract/containers.ts';

const TIME = '2026-01-02T03:04:05.123456789Z';
const LATER = '2026-01-02T03:04:06.000000000Z';

function frame(kind: number, payload: string | Buffer): Buffer {
  const header = Buffer.alloc(8);
  header[0] = kind;
  header.writeUInt32BE(Buffer.byteLength(payload), 4);
  return Buffer.concat([header, Buffer.from(payload)]);
}

function parse(bytes: Buffer, { pieceBytes = bytes.length, hasTerminal = false } = {}): LogLine[] {
  const parser = createLineParser('web', hasTerminal);
  const lines: LogLine[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes)
    lines.push(...parser.take(bytes.subarray(at, at + pieceBytes)));
  return [...lines, ...parser.end()];
}

const texts = (lines: readonly LogLine[]) => lines.map(({ text }) => text);

describe('of a container without a terminal', () => {
  const log = Buffer.concat([
    frame(1, `${TIME} grüße 🚢\n`),
    frame(2, `${TIME} \u001b[31mred\u001b[0m\r\n`),
    frame(1, `${LATER} \n`),
    frame(1, `${LATER} no end`),
  ]);

  test('each line has its stream, its time and its text', () => {
    expect(parse(log)).toEqual([
      { container: 'web', stream: 'stdout', time: TIME, text: 'grüße 🚢' },
      { container: 'web', stream: 'stderr', time: TIME, text: '\u001b[31mred\u001b[0m' },
      { container: 'web', stream: 'stdout', time: LATER, text: '' },
      { container: 'web', stream: 'stdout', time: LATER, text: 'no end' },
    ]);
  });

  test.each([1, 2, 3, 7, 16, 41])('pieces of %i bytes make no difference', (pieceBytes) => {
    expect(parse(log, { pieceBytes })).toEqual(parse(log));
  });

  test('a line that the engine cut in parts is one again, while the other stream writes in between', () => {
    const bytes = Buffer.concat([
      frame(1, `${TIME} one `),
      frame(2, `${TIME} other\n`),
      frame(1, `${LATER} line\n`),
    ]);
    expect(parse(bytes)).toMatchObject([
      { stream: 'stderr', text: 'other' },
      { stream: 'stdout', text: 'one line', time: TIME },
    ]);
  });

  test('a line without an end is cut, between two letters, and none of it is lost', () => {
    const long = `x${'ü'.repeat(MAX_LINE_BYTES)}`;
    const lines = texts(parse(frame(1, `${TIME} ${long}\n`), { pieceBytes: 65_536 }));
    expect(lines.length).toBe(3);
    expect(lines.join('') === long).toBe(true);
  });

  test('what the engine says about a log that it cannot read is shown', () => {
    expect(parse(frame(3, 'Error grabbing logs: EOF\n'))).toMatchObject([
      { stream: 'stderr', text: 'Error grabbing logs: EOF' },
    ]);
  });

  test('a text that looks like a time stays text', () => {
    expect(texts(parse(frame(1, `${TIME} ${LATER} is when it was\n`)))).toEqual([`${LATER} is when it was`]);
  });

  test.each([
    ['a kind that there is not', Buffer.from([9, 0, 0, 0, 0, 0, 0, 1, 65])],
    ['no frame', Buffer.from('HTTP/1.1 500 Internal Server Error and so on and so forth and more\r\n')],
  ])('garbage (%s) is refused instead of shown', (_, bytes) => {
    expect(() => parse(bytes)).toThrow(expect.objectContaining({ code: 'E_ENGINE_REFUSED' }));
  });

  test('a frame that says it is 4 GiB long does not make us wait for it', () => {
    const bytes = frame(1, `${TIME} first\nsecond\n`);
    bytes.writeUInt32BE(0xffff_ffff, 4);
    expect(texts(createLineParser('web', false).take(bytes))).toEqual(['first', 'second']);
  });
});

describe('of a container with a terminal', () => {
  const part = 'x'.repeat(16 * 1024);
  const log = Buffer.from(`${TIME} one\r\n${TIME} ${part}${LATER} rest\r\n${LATER} \r\n${LATER} ü`);

  test('lines come without frames, and the times within a long one are taken out', () => {
    expect(parse(log, { hasTerminal: true })).toEqual([
      { container: 'web', stream: 'stdout', time: TIME, text: 'one' },
      { container: 'web', stream: 'stdout', time: TIME, text: `${part}rest` },
      { container: 'web', stream: 'stdout', time: LATER, text: '' },
      { container: 'web', stream: 'stdout', time: LATER, text: 'ü' },
    ]);
  });

  test.each([1, 5, 33, 16_384])('pieces of %i bytes make no difference', (pieceBytes) => {
    expect(parse(log, { hasTerminal: true, pieceBytes })).toEqual(parse(log, { hasTerminal: true }));
  });
});

test('a moment is asked for to the nanosecond', () => {
  expect(engineMoment('2026-01-02T03:04:05.123456789Z')).toBe('1767323045.123456789');
  expect(engineMoment('2026-01-02T04:04:05+01:00')).toBe('1767323045.000000000');
});
