// Boots our image as the supervisor does, out of the product's own parts: keys, certificates, seed, data disk, QEMU.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureCertificates } from '../../main/certs/bundle.ts';
import { connectAgent } from '../../main/drivers/qemu/agent-channel.ts';
import { qemuArguments, type QemuCommand } from '../../main/drivers/qemu/args.ts';
import { createDataDisk } from '../../main/drivers/qemu/disk.ts';
import { writeSeed } from '../../main/provision/seed.ts';
import { ensureSshKeys } from '../../main/ssh/keys.ts';
import type { VmImageManifest } from '../../main/vm-image/manifest.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { engineAddress, firstAnswer } from './engine-ping.ts';
import { bootGuest, guestFiles, type Guest, type GuestFiles } from './guest.ts';
import type { GuestPorts, GuestSize } from './guest.ts';

export interface OurImage {
  folder: string;
  manifest: VmImageManifest;
}

export interface OurMachine {
  image: OurImage;
  files: GuestFiles;
  paths: Record<'folder' | 'certs' | 'authority' | 'ssh' | 'seed' | 'dataDisk', string>;
  size: GuestSize;
  ports: GuestPorts;
}

export interface OurBoot {
  guest: Guest;
  /** Milliseconds from spawn to the engine's own READY=1, as it arrived here. */
  readyAfterMs: number;
  answeredAfterMs: number;
  /** Asks the guest's agent to shut down, as `slipway down` does. */
  askToEnd: () => void;
}

const BOOT_TIMEOUT_MS = 5 * 60_000;

/** A machine of ours, made as `slipway up` makes one. */
export async function newOurMachine(
  image: OurImage,
  size: GuestSize,
  ports: GuestPorts,
): Promise<OurMachine> {
  const files = await guestFiles();
  const inFolder = (name: string) => join(files.folder, name);
  const paths = {
    folder: files.folder,
    certs: inFolder('certs'),
    authority: inFolder('authority'),
    ssh: inFolder('ssh'),
    seed: inFolder('seed.tar'),
    dataDisk: inFolder('data.qcow2'),
  };
  await ensureCertificates(paths);
  await ensureSshKeys(paths, { port: ports.ssh });
  await writeSeed(paths, { hostname: 'slipway' });
  const diskGiB = image.manifest.dataDiskBytes / 1024 ** 3;
  await createDataDisk(join(image.folder, 'data.qcow2'), paths.dataDisk, diskGiB);
  return { image, files, paths, size, ports };
}

/** Boots until the engine answers. @throws E_GUEST_FAILED with the guest's words, E_BOOT_TIMEOUT */
export async function bootOurs(machine: OurMachine): Promise<OurBoot> {
  const address = await engineAddress(machine.paths, machine.ports.engine);
  await writeFile(machine.files.consoleLog, '');
  const guest = await bootGuest(ourCommand(machine), machine.files);
  let readyAt = Number.NaN;
  const agent = await new Promise<ReturnType<typeof connectAgent>>((resolve, reject) => {
    const giveUp = setTimeout(() => {
      reject(new SlipwayError('E_BOOT_TIMEOUT', `the engine was not ready in ${BOOT_TIMEOUT_MS / 1000} s`));
    }, BOOT_TIMEOUT_MS);
    const channel = connectAgent(machine.files.agentSocket, ({ key, value }) => {
      if (key === 'ERROR') reject(new SlipwayError('E_GUEST_FAILED', value));
      if (key !== 'READY') return;
      readyAt = performance.now();
      clearTimeout(giveUp);
      resolve(channel);
    });
  });
  const answeredAt = await firstAnswer(address, BOOT_TIMEOUT_MS);
  return {
    guest,
    readyAfterMs: readyAt - guest.spawnedAt,
    answeredAfterMs: answeredAt - guest.spawnedAt,
    askToEnd: () => agent.tell('poweroff'),
  };
}

/** What the guest wrote on its console in its last boot. */
export function consoleOf(machine: OurMachine): Promise<string> {
  return readFile(machine.files.consoleLog, 'utf8');
}

function ourCommand({ image, files, paths, size, ports }: OurMachine): QemuCommand {
  const spec = {
    ...size,
    ...files,
    name: 'ours',
    uuid: '0c150000-5110-4a0e-9c4e-51a9da7ad15d',
    kernel: join(image.folder, 'kernel'),
    initrd: join(image.folder, 'initrd'),
    rootDisk: join(image.folder, 'root.erofs'),
    cmdline: image.manifest.cmdline,
    dataDisk: paths.dataDisk,
    seed: paths.seed,
    forwards: [
      { hostPort: ports.engine, guestPort: 2376 },
      { hostPort: ports.ssh, guestPort: 22 },
    ],
  };
  return qemuArguments(spec, { platform: process.platform });
}
