// Reads a qcow2 header itself, so that no tool opens a disk file before it is known to name no other file.
// Source: QEMU's docs/interop/qcow2.txt; all numbers are big-endian.

/** As much of the file as the fields below take. */
export const QCOW2_HEADER_BYTES = 104;

export type Qcow2Header =
  | { kind: 'unreadable' }
  | {
      kind: 'qcow2';
      /** The disk's size as the guest sees it. */
      virtualBytes: number;
      /** It reads what it lacks from another file of the host. */
      hasBackingFile: boolean;
      /** It keeps its data in another file of the host. */
      hasExternalData: boolean;
      /** QEMU found damage while it ran, and refuses to write here again. */
      isMarkedCorrupt: boolean;
    };

const MAGIC = 0x51_46_49_fb;
const CORRUPT = 1n << 1n;
const EXTERNAL_DATA = 1n << 2n;
const VERSION_2_BYTES = 72;

/** Reads the first bytes of a disk file. */
export function parseQcow2Header(bytes: Uint8Array): Qcow2Header {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < VERSION_2_BYTES || view.getUint32(0) !== MAGIC) return { kind: 'unreadable' };
  const version = view.getUint32(4);
  const isVersion3 = version === 3 && view.byteLength >= QCOW2_HEADER_BYTES;
  if (version !== 2 && !isVersion3) return { kind: 'unreadable' };
  const incompatible = isVersion3 ? view.getBigUint64(72) : 0n;
  return {
    kind: 'qcow2',
    virtualBytes: Number(view.getBigUint64(24)),
    hasBackingFile: view.getBigUint64(8) !== 0n,
    hasExternalData: (incompatible & EXTERNAL_DATA) !== 0n,
    isMarkedCorrupt: (incompatible & CORRUPT) !== 0n,
  };
}
