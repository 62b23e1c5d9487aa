// Boots the stock VM with the very devices our machines have.

import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { qemuArguments, type QemuCommand } from '../../main/drivers/qemu/args.ts';
import { engineAddress, firstAnswer } from './engine-ping.ts';
import { bootGuest, guestFiles, type Guest, type GuestFiles } from './guest.ts';
import type { GuestPorts, GuestSize } from './guest.ts';
import { STOCK_CMDLINE } from './stock-recipe.ts';
import type { StockVm } from './stock-vm.ts';

export interface StockMachine {
  vm: StockVm;
  files: GuestFiles;
  disk: string;
  size: GuestSize;
  ports: GuestPorts;
}

const BOOT_TIMEOUT_MS = 10 * 60_000;

/** A stock machine of its own: its disk is a copy, kept from boot to boot as a real one's. */
export async function newStockMachine(
  vm: StockVm,
  size: GuestSize,
  ports: GuestPorts,
): Promise<StockMachine> {
  const files = await guestFiles();
  const disk = join(files.folder, 'disk.qcow2');
  await copyFile(vm.disk, disk);
  return { vm, files, disk, size, ports };
}

/** Boots until the engine answers. */
export async function bootStock(machine: StockMachine): Promise<{ guest: Guest; answeredAfterMs: number }> {
  const address = await engineAddress(machine.vm, machine.ports.engine);
  await writeFile(machine.files.consoleLog, '');
  const guest = await bootGuest(stockCommand(machine), machine.files);
  const answeredAt = await firstAnswer(address, BOOT_TIMEOUT_MS);
  return { guest, answeredAfterMs: answeredAt - guest.spawnedAt };
}

/** Our own command line for QEMU, less the two read-only disks that only our image has. */
function stockCommand({ vm, files, disk, size, ports }: StockMachine): QemuCommand {
  const spec = {
    ...size,
    ...files,
    name: 'stock',
    uuid: '57a0c000-5110-4a0e-9c4e-51a9da7ad15d',
    kernel: vm.kernel,
    initrd: vm.initrd,
    cmdline: STOCK_CMDLINE,
    rootDisk: '/none',
    seed: '/none',
    dataDisk: disk,
    forwards: [
      { hostPort: ports.engine, guestPort: 2376 },
      { hostPort: ports.ssh, guestPort: 22 },
    ],
  };
  const { binary, args } = qemuArguments(spec, { platform: process.platform });
  return { binary, args: withoutDisk(withoutDisk(args, 'root'), 'seed') };
}

/** A disk is four words: -blockdev, its back end, -device, its front end. */
function withoutDisk(args: readonly string[], node: string): string[] {
  const backEnd = args.findIndex((arg) => arg.includes(`node-name=${node},`));
  if (backEnd < 1) throw new Error(`QEMU's command line has no disk ${node}`);
  return args.toSpliced(backEnd - 1, 4);
}
