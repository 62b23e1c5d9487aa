// Writes an initramfs: cpio's "newc" format (kernel: Documentation/driver-api/early-userspace/buffer-format.rst).

export interface CpioEntry {
  /** Without a leading slash. */
  path: string;
  /** Type and permission bits, as in stat's st_mode. */
  mode: number;
  /** A file's bytes, or where a symbolic link points to. */
  data?: Uint8Array;
  /** For a device node. */
  device?: { major: number; minor: number };
}

const TRAILER = 'TRAILER!!!';

/**
 * An archive of the entries, sorted by path, all owned by root.
 * @param mtimeSeconds the time every entry carries, in Unix seconds
 */
export function cpio(entries: readonly CpioEntry[], mtimeSeconds: number): Buffer {
  const sorted = entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const parts = [...sorted, { path: TRAILER, mode: 0 }].flatMap((entry, index) =>
    record(entry, entry.path === TRAILER ? 0 : index + 1, mtimeSeconds),
  );
  return Buffer.concat(parts);
}

function record(entry: CpioEntry, inode: number, mtimeSeconds: number): Buffer[] {
  const data = Buffer.from(entry.data ?? []);
  const path = Buffer.from(`${entry.path}\0`);
  const { major = 0, minor = 0 } = entry.device ?? {};
  const fields = [inode, entry.mode, 0, 0, 1, mtimeSeconds, data.length, 0, 0, major, minor, path.length, 0];
  const header = Buffer.from(`070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`);
  return [header, path, padding(header.length + path.length), data, padding(data.length)];
}

/** Names and contents end on a multiple of four. */
function padding(length: number): Buffer {
  return Buffer.alloc((4 - (length % 4)) % 4);
}
