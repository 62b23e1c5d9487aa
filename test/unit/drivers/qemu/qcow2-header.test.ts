// The header of a disk: known for what it is before any tool opens the file.

import { describe, expect, it } from 'vitest';
import { parseQcow2Header, QCOW2_HEADER_BYTES } from '../../../../main/drivers/qemu/qcow2-header.ts';

function header(fields: { version?: number; backing?: bigint; size?: bigint; incompatible?: bigint } = {}) {
  const bytes = new Uint8Array(QCOW2_HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x51_46_49_fb);
  view.setUint32(4, fields.version ?? 3);
  view.setBigUint64(8, fields.backing ?? 0n);
  view.setBigUint64(24, fields.size ?? 4_294_967_296n);
  view.setBigUint64(72, fields.incompatible ?? 0n);
  return bytes;
}

describe('the header of a qcow2 disk', () => {
  it('tells its size', () => {
    expect(parseQcow2Header(header({ size: 68_719_476_736n }))).toEqual({
      kind: 'qcow2',
      virtualBytes: 68_719_476_736,
      hasBackingFile: false,
      hasExternalData: false,
      isMarkedCorrupt: false,
    });
  });

  it.each([
    ['a backing file', { backing: 568n }, { hasBackingFile: true }],
    ['an external data file', { incompatible: 0b100n }, { hasExternalData: true }],
    ['the mark of damage', { incompatible: 0b10n }, { isMarkedCorrupt: true }],
    ['only the mark of a crash', { incompatible: 0b1n }, { isMarkedCorrupt: false }],
  ])('shows %s', (_what, fields, seen) => {
    expect(parseQcow2Header(header(fields))).toMatchObject(seen);
  });

  it('of version 2 has no features to show', () => {
    const seen = parseQcow2Header(header({ version: 2, incompatible: 0b110n }).subarray(0, 72));
    expect(seen).toMatchObject({ kind: 'qcow2', hasExternalData: false, isMarkedCorrupt: false });
  });

  it.each([
    ['0 bytes', new Uint8Array(0)],
    ['a cut header', header().subarray(0, 60)],
    ['a cut header of version 3', header().subarray(0, 90)],
    ['zeroes', new Uint8Array(QCOW2_HEADER_BYTES)],
    ['a version nobody knows', header({ version: 9 })],
  ])('is not there in %s', (_what, bytes) => {
    expect(parseQcow2Header(bytes)).toEqual({ kind: 'unreadable' });
  });
});
