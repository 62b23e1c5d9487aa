// Reads what the builder must know of 64-bit little-endian ELF files: needed libraries, sections, a module's facts.

const SECTION_DYNAMIC = 6;
const TAG_NEEDED = 1;
const FLAG_ALLOC = 2n;

interface Section {
  /** Where this section's header starts in the file. */
  header: number;
  name: string;
  type: number;
  offset: number;
  size: number;
  /** Index of the section that holds this one's strings. */
  link: number;
}

/** Whether the bytes start an ELF file of a kind we know (64 bit, little-endian). */
export function isElf(file: Buffer): boolean {
  return file.length > 64 && file.readUInt32BE(0) === 0x7f454c46 && file[4] === 2 && file[5] === 1;
}

/** The names of the libraries that the file asks its loader for (DT_NEEDED). */
export function neededLibraries(file: Buffer): string[] {
  const all = sections(file);
  const dynamic = all.find((section) => section.type === SECTION_DYNAMIC);
  const strings = dynamic === undefined ? undefined : all[dynamic.link];
  if (dynamic === undefined || strings === undefined) return [];
  const needed: string[] = [];
  for (let at = dynamic.offset; at < dynamic.offset + dynamic.size; at += 16) {
    if (file.readBigUInt64LE(at) === BigInt(TAG_NEEDED)) {
      needed.push(text(file, strings.offset + Number(file.readBigUInt64LE(at + 8))));
    }
  }
  return needed;
}

/** `key=value` facts of a kernel module (its `.modinfo`): depends, alias, name, softdep; keys repeat. */
export function moduleInfo(file: Buffer): { key: string; value: string }[] {
  const section = sections(file).find(({ name }) => name === '.modinfo');
  if (section === undefined) return [];
  return file
    .toString('latin1', section.offset, section.offset + section.size)
    .split('\0')
    .filter((entry) => entry.includes('='))
    .map((entry) => ({
      key: entry.slice(0, entry.indexOf('=')),
      value: entry.slice(entry.indexOf('=') + 1),
    }));
}

/** Makes the kernel overlook a section of a module: nameless and not loaded. Changes the buffer. */
export function hideSections(file: Buffer, names: readonly string[]): void {
  for (const section of sections(file)) {
    if (!names.includes(section.name)) continue;
    file.writeUInt32LE(0, section.header);
    file.writeBigUInt64LE(file.readBigUInt64LE(section.header + 8) & ~FLAG_ALLOC, section.header + 8);
  }
}

function sections(file: Buffer): Section[] {
  const table = Number(file.readBigUInt64LE(0x28));
  const entrySize = file.readUInt16LE(0x3a);
  const headers = Array.from({ length: file.readUInt16LE(0x3c) }, (_, index) => table + index * entrySize);
  const namesHeader = headers[file.readUInt16LE(0x3e)];
  if (namesHeader === undefined) return [];
  const names = Number(file.readBigUInt64LE(namesHeader + 0x18));
  return headers.map((header) => ({
    header,
    name: text(file, names + file.readUInt32LE(header)),
    type: file.readUInt32LE(header + 4),
    offset: Number(file.readBigUInt64LE(header + 0x18)),
    size: Number(file.readBigUInt64LE(header + 0x20)),
    link: file.readUInt32LE(header + 0x28),
  }));
}

function text(file: Buffer, offset: number): string {
  return file.toString('latin1', offset, file.indexOf(0, offset));
}
