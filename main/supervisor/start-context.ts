// What the parts of a start are given: what it needs of its supervisor, and what its first stages have prepared.

import type { Accelerator } from '../../preload/contract/machines.ts';
import type { MachineConfig } from '../machine/config.ts';
import type { MachinePaths } from '../machine/paths.ts';
import type { CrashPolicy } from './crashes.ts';
import type { BootImage, KeyReport, MachinePorts, Parts } from './parts.ts';
import type { VmRecord } from './vm-record.ts';
import type { VmWatch } from './vm-watch.ts';

export interface StartContext {
  parts: Parts;
  paths: MachinePaths;
  /** From spawn until the engine answers; by the accelerator if undefined. */
  bootTimeoutMs: number | undefined;
  crashes: CrashPolicy;
  /** Instead of asking: the accelerator chosen before has just failed. */
  accelerator?: Accelerator;
  /** Takes the VM as soon as there is one, so that it can be stopped, and found again. */
  onVm(watch: VmWatch, record: VmRecord): Promise<void>;
  onKeys(keys: KeyReport): void;
  /** Begins to follow what containers publish; resolves when it is in line for the first time. */
  followPorts(watch: VmWatch, ports: MachinePorts): Promise<void>;
  /** Ends the VM and waits until nothing of it is left, so that another can take its place. */
  endVm(): Promise<void>;
}

/** What a boot needs; a saved state to resume from would be one more field here. */
export interface Prepared {
  config: MachineConfig;
  image: BootImage;
  accelerator: Accelerator;
  ports: MachinePorts;
}
