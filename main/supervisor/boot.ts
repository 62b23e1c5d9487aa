// Spawns the VM that a start has prepared, on ports that are truly free.

import { SlipwayError } from '../../preload/contract/errors.ts';
import type { VmSpec } from '../drivers/driver.ts';
import type { MachinePaths } from '../machine/paths.ts';
import type { MachinePorts } from './parts.ts';
import { choosePorts } from './ports.ts';
import type { StartRun } from './start-run.ts';
import type { VmRecord } from './vm-record.ts';
import { watchVm, type VmWatch } from './vm-watch.ts';
import type { Prepared, StartContext } from './start-context.ts';

/** Losing the race for a free port more often than this is no race. */
const PORT_TRIES = 5;

/**
 * Spawns it and tells the context at once.
 * @param prepared its ports are put right if somebody took one in between
 * @throws what the driver's start throws
 */
export async function spawnVm(
  context: StartContext,
  run: StartRun,
  prepared: Prepared,
): Promise<{ watch: VmWatch; record: VmRecord }> {
  const { parts, paths } = context;
  for (let tries = 1; ; tries += 1) {
    try {
      const vm = await parts.driver.start(vmSpec(prepared, paths, parts.kernelArguments));
      const watch = watchVm(vm, paths.consoleLog);
      const { accelerator, ports, config } = prepared;
      const record = { ...vm.identity, uuid: config.uuid, accelerator, ports };
      // One that cannot be remembered (the disk is full) could never be found again.
      await context.onVm(watch, record).catch(async (failure: unknown) => {
        await context.endVm();
        throw failure;
      });
      return { watch, record };
    } catch (failure) {
      const isBusy = failure instanceof SlipwayError && failure.code === 'E_PORT_BUSY';
      if (!isBusy || tries === PORT_TRIES) throw failure;
      const chosen = await choosePorts(parts, prepared.ports);
      for (const text of chosen.changes) run.notice({ code: 'E_PORT_BUSY', text });
      prepared.ports = chosen.ports;
      // The SSH port is part of what the keys' files say.
      await parts.prepareKeys(chosen.ports);
    }
  }
}

function vmSpec({ config, image, accelerator, ports }: Prepared, paths: MachinePaths, more: string): VmSpec {
  return {
    name: config.name,
    uuid: config.uuid,
    cpus: config.cpus,
    memoryMiB: config.memoryMiB,
    accelerator,
    arch: image.arch,
    kernel: image.kernel,
    initrd: image.initrd,
    rootDisk: image.rootDisk,
    cmdline: `${image.cmdline} ${more}`.trim(),
    dataDisk: paths.dataDisk,
    seed: paths.seed,
    consoleLog: paths.consoleLog,
    qemuLog: paths.qemuLog,
    qmpSocket: paths.runtime.qmpSocket,
    agentSocket: paths.runtime.agentSocket,
    forwards: fixedForwards(ports),
  };
}

/** The engine and the SSH server of the guest. */
export function fixedForwards(ports: MachinePorts): VmSpec['forwards'] {
  return [
    { hostPort: ports.engine, guestPort: 2376 },
    { hostPort: ports.ssh, guestPort: 22 },
  ];
}
