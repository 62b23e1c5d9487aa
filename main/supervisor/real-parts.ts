// Puts together what a real supervisor works with: QEMU, the files of its machine, its engine.

import { access } from 'node:fs/promises';
import type { MachineName } from '../../preload/contract/ids.ts';
import { ensureCertificates, renewCertificates, type CertificateReport } from '../certs/bundle.ts';
import { chooseAccelerator } from '../drivers/qemu/accelerator.ts';
import { createDataDisk, growDataDisk, inspectDataDisk } from '../drivers/qemu/disk.ts';
import { qemuDriver } from '../drivers/qemu/driver.ts';
import { forgetVerdict } from '../drivers/qemu/verdict-cache.ts';
import { connectEngine } from '../engine/client.ts';
import { writeDockerContext } from '../env/context.ts';
import { readConfig, updateConfig } from '../machine/config-file.ts';
import type { MachineConfig } from '../machine/config.ts';
import { cacheFolder, type MachinePaths } from '../machine/paths.ts';
import { listMachines } from '../machine/store.ts';
import { findBootImage } from './boot-image.ts';
import { isPortFree } from '../lib/free-port.ts';
import type { BootImage, KeyReport, MachinePorts, Notice, Parts } from './parts.ts';

/** The parts for a machine of a home folder. Nothing is read yet. @param appRoot as in ImagePlaces */
export function realParts(home: string, name: MachineName, paths: MachinePaths, appRoot: string): Parts {
  const cache = cacheFolder(home);
  return {
    driver: qemuDriver,
    readConfig: async () => (await readConfig(paths, name)).config,
    rememberPorts: async (ports) =>
      void (await updateConfig(paths, name, (config) => ({ ...config, ports }))),
    portsOfOthers: () => portsOfOthers(home, name),
    isPortFree,
    findImage: () => findBootImage({ appRoot, slipwayHome: home, cacheFolder: cache }),
    chooseAccelerator: (wanted, image) =>
      chooseAccelerator({ wanted, arch: image.arch, image, cacheFolder: cache }),
    forgetVerdict: () => forgetVerdict(cache),
    prepareKeys: (ports) => prepareKeys(name, paths, ports),
    prepareDisk: (config, image) => prepareDisk(name, paths, config, image),
    connectEngine: (port) => connectEngine({ port, certs: paths.certs }),
    publishEndpoint: async ({ engine: port }) =>
      void (await writeDockerContext({ machine: name, port, certs: paths.certs })),
    renewCertificates: async (which) =>
      keyReport(await (which === 'due' ? ensureCertificates(paths) : renewCertificates(paths))),
    installCertificates: (ports) => installCertificates(paths, ports),
    kernelArguments: process.env['SLIPWAY_KERNEL_ARGS'] ?? '',
  };
}

async function portsOfOthers(home: string, name: MachineName): Promise<number[]> {
  const machines = await listMachines(home);
  return machines.flatMap((machine) =>
    machine.kind === 'whole' && machine.name !== name ? Object.values(machine.config.ports) : [],
  );
}

async function prepareKeys(name: MachineName, paths: MachinePaths, ports: MachinePorts): Promise<KeyReport> {
  // Loaded when they are needed: they would stay in the memory of a process that only waits.
  const [{ ensureSshKeys }, { writeSeed }] = await Promise.all([
    import('../ssh/keys.ts'),
    import('../provision/seed.ts'),
  ]);
  const certificates = keyReport(await ensureCertificates(paths));
  const ssh = await ensureSshKeys(paths, { port: ports.ssh });
  await writeSeed(paths, { hostname: name });
  return { ...certificates, warnings: [...certificates.warnings, ...ssh.warnings] };
}

function keyReport({ state, reason, expireAt, warnings }: CertificateReport): KeyReport {
  const why = state === 'renewed' || state === 'repaired' ? [`certificates ${state}: ${reason}`] : [];
  return { expireAt, isNew: state !== 'kept', warnings: [...why, ...warnings] };
}

async function prepareDisk(
  name: MachineName,
  paths: MachinePaths,
  config: MachineConfig,
  { emptyDataDisk }: BootImage,
): Promise<Notice[]> {
  const { dataDisk } = paths;
  const { diskGiB } = config;
  if (config.dataDisk === 'to-make') {
    // A start that was cut off may have made it already.
    if (!(await isThere(dataDisk))) await createDataDisk(emptyDataDisk, dataDisk, diskGiB);
    await updateConfig(paths, name, (current) => ({ ...current, dataDisk: 'made' }));
  }
  const { leaksRepaired } = await inspectDataDisk(dataDisk);
  await growDataDisk(dataDisk, diskGiB);
  return leaksRepaired
    ? [
        {
          code: 'E_DISK_DAMAGED',
          text: 'the data disk had lost some space to leaks; repaired, nothing is lost',
        },
      ]
    : [];
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function installCertificates(paths: MachinePaths, { ssh: port }: MachinePorts): Promise<void> {
  const [{ connectSsh }, { installEngineCertificates }] = await Promise.all([
    import('../ssh/client.ts'),
    import('../provision/renew.ts'),
  ]);
  const ssh = await connectSsh({ port, paths });
  try {
    await installEngineCertificates(ssh, paths);
  } finally {
    ssh.dispose();
  }
}
