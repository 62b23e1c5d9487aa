// Libraries and a module's facts are read from the file; sections can be made invisible to the kernel.

import { expect, test } from 'vitest';
import { hideSections, isElf, moduleInfo, neededLibraries } from '../../../vm-images/elf.ts';

/** A minimal ELF: a header, then data, then section headers (none, .shstrtab, and those given). */
function elf(given: readonly { name: string; type: number; data: Buffer; link?: number }[]): Buffer {
  const names = Buffer.from(`\0.shstrtab\0${given.map(({ name }) => `${name}\0`).join('')}`);
  const bodies = [{ name: '.shstrtab', type: 3, data: names, link: 0 }, ...given];
  const headers = [Buffer.alloc(64)];
  let at = 64;
  for (const { name, type, data, link = 0 } of bodies) {
    const header = Buffer.alloc(64);
    header.writeUInt32LE(names.indexOf(`\0${name}\0`) + 1, 0);
    header.writeUInt32LE(type, 4);
    header.writeBigUInt64LE(2n, 8);
    header.writeBigUInt64LE(BigInt(at), 0x18);
    header.writeBigUInt64LE(BigInt(data.length), 0x20);
    header.writeUInt32LE(link, 0x28);
    headers.push(header);
    at += data.length;
  }
  const file = Buffer.alloc(64);
  file.writeUInt32BE(0x7f454c46, 0);
  file.set([2, 1], 4);
  file.writeBigUInt64LE(BigInt(at), 0x28);
  file.writeUInt16LE(64, 0x3a);
  file.writeUInt16LE(headers.length, 0x3c);
  file.writeUInt16LE(1, 0x3e);
  return Buffer.concat([file, ...bodies.map(({ data }) => data), ...headers]);
}

function tag(kind: number, value: number): Buffer {
  const entry = Buffer.alloc(16);
  entry.writeBigUInt64LE(BigInt(kind), 0);
  entry.writeBigUInt64LE(BigInt(value), 8);
  return entry;
}

test('the libraries a program needs are named', () => {
  const dynamic = Buffer.concat([tag(1, 1), tag(5, 0), tag(1, 11), tag(0, 0)]);
  const file = elf([
    { name: '.dynamic', type: 6, data: dynamic, link: 3 },
    { name: '.dynstr', type: 3, data: Buffer.from('\0libc.so.6\0libz.so.1\0') },
  ]);
  expect(isElf(file)).toBe(true);
  expect(neededLibraries(file)).toEqual(['libc.so.6', 'libz.so.1']);
});

test('a program without a dynamic section needs none', () => {
  expect(neededLibraries(elf([]))).toEqual([]);
  expect(isElf(Buffer.from('#!/bin/sh\n'.repeat(10)))).toBe(false);
});

test('a module tells what it depends on', () => {
  const info = Buffer.from('license=GPL\0depends=nf_tables,x_tables\0alias=a=b\0');
  expect(moduleInfo(elf([{ name: '.modinfo', type: 1, data: info }]))).toEqual([
    { key: 'license', value: 'GPL' },
    { key: 'depends', value: 'nf_tables,x_tables' },
    { key: 'alias', value: 'a=b' },
  ]);
});

test('a hidden section has neither its name nor a place in memory; others keep both', () => {
  const file = elf([
    { name: '.BTF', type: 1, data: Buffer.from('types') },
    { name: '.modinfo', type: 1, data: Buffer.from('name=x\0') },
  ]);
  hideSections(file, ['.BTF']);
  const table = Number(file.readBigUInt64LE(0x28));
  const hidden = table + 2 * 64;
  expect([file.readUInt32LE(hidden), file.readBigUInt64LE(hidden + 8)]).toEqual([0, 0n]);
  expect(moduleInfo(file)).toEqual([{ key: 'name', value: 'x' }]);
  expect(file.readBigUInt64LE(table + 3 * 64 + 8)).toBe(2n);
});
