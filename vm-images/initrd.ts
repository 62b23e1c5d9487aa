// The initramfs: busybox, the disk's modules and our first program. Unpacked: QEMU loads it quicker than Linux unpacks.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cpio, type CpioEntry } from './cpio.ts';
import { loadOrder, type KernelModule } from './modules.ts';
import { MODULES } from './recipe.ts';

const FOLDER = 0o040755;
const PROGRAM = 0o100755;
const PLAIN = 0o100644;
const LINK = 0o120777;
const CHARACTER_DEVICE = 0o020600;

const APPLETS = ['sh', 'mount', 'insmod', 'mkfifo', 'poweroff', 'switch_root'] as const;

/**
 * @param root the guest's root folder, which has busybox
 * @param init our first program's file
 */
export async function initrd(
  root: string,
  init: string,
  modules: ReadonlyMap<string, KernelModule>,
  mtimeSeconds: number,
): Promise<Buffer> {
  const order = loadOrder(MODULES.initrd, modules);
  const entries: CpioEntry[] = [
    ...['bin', 'dev', 'proc', 'sys', 'root', 'modules'].map((path) => ({ path, mode: FOLDER })),
    { path: 'dev/console', mode: CHARACTER_DEVICE, device: { major: 5, minor: 1 } },
    { path: 'init', mode: PROGRAM, data: await readFile(init) },
    { path: 'bin/busybox', mode: PROGRAM, data: await readFile(join(root, 'usr/bin/busybox')) },
    ...APPLETS.map((name) => ({ path: `bin/${name}`, mode: LINK, data: Buffer.from('busybox') })),
    { path: 'modules/order', mode: PLAIN, data: Buffer.from(order.map((name) => `${name}.ko\n`).join('')) },
    ...order.map((name) => ({
      path: `modules/${name}.ko`,
      mode: PLAIN,
      data: modules.get(name)?.data ?? Buffer.alloc(0),
    })),
  ];
  return cpio(entries, mtimeSeconds);
}
