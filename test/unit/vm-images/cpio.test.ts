// The initramfs is what the kernel's unpacker reads, and the same whatever the order it was put together in.

import { expect, test } from 'vitest';
import { cpio, type CpioEntry } from '../../../vm-images/cpio.ts';

const entries: CpioEntry[] = [
  { path: 'init', mode: 0o100755, data: Buffer.from('#!/bin/sh\n') },
  { path: 'bin', mode: 0o040755 },
  { path: 'dev/console', mode: 0o020600, device: { major: 5, minor: 1 } },
];

/** Reads an archive as the kernel does: 110 bytes of header in hex, a name, the data, each padded to four. */
function read(archive: Buffer) {
  const found: { path: string; mode: number; mtime: number; data: string; device: number[] }[] = [];
  for (let at = 0; at < archive.length;) {
    expect(archive.toString('latin1', at, at + 6)).toBe('070701');
    const field = (index: number) =>
      Number.parseInt(archive.toString('latin1', at + 6 + index * 8, at + 14 + index * 8), 16);
    const [size, nameSize] = [field(6), field(11)];
    const path = archive.toString('utf8', at + 110, at + 110 + nameSize - 1);
    const dataAt = Math.ceil((at + 110 + nameSize) / 4) * 4;
    const data = archive.toString('utf8', dataAt, dataAt + size);
    found.push({ path, mode: field(1), mtime: field(5), data, device: [field(9), field(10)] });
    at = Math.ceil((dataAt + size) / 4) * 4;
  }
  return found;
}

test('files, folders and devices come out as they went in, then the trailer', () => {
  const found = read(cpio(entries, 1234));
  expect(found.map(({ path }) => path)).toEqual(['bin', 'dev/console', 'init', 'TRAILER!!!']);
  expect(found[2]).toMatchObject({ mode: 0o100755, mtime: 1234, data: '#!/bin/sh\n' });
  expect(found[1]).toMatchObject({ mode: 0o020600, device: [5, 1] });
});

test('the order of the entries changes no byte', () => {
  expect(cpio(entries.toReversed(), 1).equals(cpio(entries, 1))).toBe(true);
});
