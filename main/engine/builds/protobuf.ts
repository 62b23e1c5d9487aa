// The wire format of protocol buffers, as much of it as BuildKit's messages need: fields by number, no schema.
// Source: protobuf.dev/programming-guides/encoding. A library would cost every build 60 ms to load.

import { SlipwayError } from '../../../preload/contract/errors.ts';

export interface Field {
  number: number;
  /** Of a varint; 0 for bytes. Larger than 2^53 loses its last digits. */
  value: number;
  /** Of a string, bytes or a message; empty for a number. */
  bytes: Buffer;
}

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;
const NOTHING = Buffer.alloc(0);

/** The fields of a message in their order. @throws E_ANSWER_INVALID for what ends too early */
export function readFields(message: Buffer): Field[] {
  const fields: Field[] = [];
  const at = { offset: 0 };
  while (at.offset < message.length) {
    const tag = readVarint(message, at);
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case VARINT:
        fields.push({ number, value: readVarint(message, at), bytes: NOTHING });
        break;
      case BYTES:
        fields.push({ number, value: 0, bytes: take(message, at, readVarint(message, at)) });
        break;
      case FIXED64:
        take(message, at, 8);
        break;
      case FIXED32:
        take(message, at, 4);
        break;
      default:
        throw malformed();
    }
  }
  return fields;
}

function take(message: Buffer, at: { offset: number }, length: number): Buffer {
  const end = at.offset + length;
  if (end > message.length) throw malformed();
  const bytes = message.subarray(at.offset, end);
  at.offset = end;
  return bytes;
}

function readVarint(message: Buffer, at: { offset: number }): number {
  let value = 0;
  let scale = 1;
  for (let count = 0; count < 10; count += 1) {
    const byte = message[at.offset];
    if (byte === undefined) throw malformed();
    at.offset += 1;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
    scale *= 128;
  }
  throw malformed();
}

function malformed(): SlipwayError {
  return new SlipwayError('E_ANSWER_INVALID', 'a message of BuildKit’s is cut or malformed');
}

/** A field as it is written: a number, text, bytes, or another message's fields. */
type Value = number | string | Uint8Array;

/** Fields by number, in their order; zero and empty ones are left out, as proto3 has it. */
export function writeFields(fields: readonly (readonly [number: number, value: Value])[]): Buffer {
  const pieces: Uint8Array[] = [];
  for (const [number, value] of fields) {
    if (typeof value === 'number') {
      if (value !== 0) pieces.push(varint(number * 8 + VARINT), varint(value));
      continue;
    }
    const bytes = typeof value === 'string' ? Buffer.from(value) : value;
    if (bytes.length > 0) pieces.push(varint(number * 8 + BYTES), varint(bytes.length), bytes);
  }
  return Buffer.concat(pieces);
}

/** What stands before the bytes of a field that are written by themselves. */
export function fieldHead(number: number, length: number): Buffer {
  return Buffer.concat([varint(number * 8 + BYTES), varint(length)]);
}

/** @param value not negative; up to 2^64 as far as a double is exact */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  bytes.push(rest);
  return Buffer.from(bytes);
}
