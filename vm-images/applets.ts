// The commands inside a busybox binary, read from the file itself, since a foreign one cannot be run.

/** Commands a guest must not offer: it never makes a file system, and what packages do is the builder's. */
const UNWANTED =
  /^(mke2fs|mkfs\..*|mkdosfs|mkswap|fdisk|dpkg|dpkg-deb|rpm|rpm2cpio|telnetd|httpd|busybox|linuxrc)$/;

/**
 * Names of the applets that deserve a link.
 * @throws Error when the table of names, which starts with `[` and `[[`, is not found
 */
export function applets(busybox: Buffer): string[] {
  const start = busybox.indexOf('[\0[[\0acpid\0', 0, 'latin1');
  const end = busybox.indexOf('\0\0', start, 'latin1');
  if (start < 0 || end < 0) throw new Error('busybox: no table of applets found');
  const names = busybox.toString('latin1', start, end).split('\0');
  return names.filter((name) => !UNWANTED.test(name));
}
