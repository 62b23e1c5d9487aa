// What a new machine gets when nothing is asked for: enough to work, without starving a small host.

import { availableParallelism, totalmem } from 'node:os';
import type { MachineSettings } from './config.ts';

const MIB = 1024 * 1024;

/** What the host has to give. */
export interface HostSize {
  cpus: number;
  memoryMiB: number;
}

/** The size of the computer we run on. */
export function measureHost(): HostSize {
  return { cpus: availableParallelism(), memoryMiB: Math.floor(totalmem() / MIB) };
}

/** Four processors and 2 GiB where the host has them; never more than half of the host's memory. */
export function defaultSettings(host: HostSize): MachineSettings {
  const half = Math.floor(host.memoryMiB / 2 / 128) * 128;
  return {
    cpus: Math.max(1, Math.min(4, host.cpus)),
    memoryMiB: Math.max(512, Math.min(2048, half)),
    diskGiB: 64,
    accelerator: 'auto',
  };
}

/** The ports every machine would like; the second machine and those after it get numbers further up. */
const PREFERRED = { engine: 2376, ssh: 2022 } as const;

/** Ports no other machine remembers. Whether another program holds one is found out when the machine starts. */
export function choosePorts(taken: readonly number[]): { engine: number; ssh: number } {
  const free = (preferred: number) => {
    if (!taken.includes(preferred)) return preferred;
    let port = preferred * 10;
    while (taken.includes(port)) port += 1;
    return port;
  };
  return { engine: free(PREFERRED.engine), ssh: free(PREFERRED.ssh) };
}
