// What any hypervisor must offer to run a machine; QEMU is the first, vfkit can follow behind the same words.

import type { Accelerator } from '../../preload/contract/machines.ts';
import type { ProcessIdentity } from '../lib/process-identity.ts';

/** Everything a VM needs to be started; paths are absolute. */
export interface VmSpec {
  name: string;
  uuid: string;
  arch: 'amd64' | 'arm64';
  accelerator: Accelerator;
  cpus: number;
  memoryMiB: number;
  /** Of the VM image: kernel, initrd, root file system, and the kernel's command line without `console=`. */
  kernel: string;
  initrd: string;
  rootDisk: string;
  cmdline: string;
  dataDisk: string;
  seed: string;
  consoleLog: string;
  qemuLog: string;
  qmpSocket: string;
  agentSocket: string;
  forwards: readonly TcpForward[];
  /** Where a saved state is read from instead of booting: QEMU's -incoming, `file:/…`. */
  incoming?: string;
}

/** A port of the host's 127.0.0.1 led to a port of the guest. */
export interface TcpForward {
  hostPort: number;
  guestPort: number;
}

export type VmEvent =
  /** A `KEY=VALUE` line of the guest's agent: STAGE=disk, READY=1, ERROR=… (see vm-images). */
  | { kind: 'agent'; key: string; value: string }
  /** The guest or we ended it; `guest-reset` under -no-reboot is a panic or a reboot. */
  | { kind: 'shutdown'; reason: string }
  /** QEMU holds the guest: a disk error, the host's full disk, an internal error, or somebody's `stop`. */
  | { kind: 'paused'; status: string }
  | { kind: 'resumed' }
  | { kind: 'disk-error'; device: string; noSpace: boolean }
  /** The process is gone: always the last event. */
  | { kind: 'exited'; code: number | null; signal: string | null };

/** A VM that runs. Events come until `exited`. */
export interface RunningVm {
  readonly identity: ProcessIdentity;
  onEvent(listener: (event: VmEvent) => void): () => void;
  /** The hypervisor's word for what the VM does: running, paused, io-error, internal-error, … */
  queryStatus(): Promise<string>;
  /** Says a line to the guest's agent: `poweroff`, `time 1764000000.5`. */
  tellAgent(line: string): void;
  /** @throws E_PORT_BUSY if the host's port is taken */
  addForward(forward: TcpForward): Promise<void>;
  removeForward(forward: TcpForward): Promise<void>;
  listForwards(): Promise<TcpForward[]>;
  /** Ends the VM process at once, as pulling the plug does: QMP quit, then SIGKILL after `graceMs`. */
  quit(graceMs: number): Promise<void>;
  /** Lets go of the VM without ending it; no event comes any more. Until then our own process waits for it. */
  detach(): void;
}

/** What a hypervisor can do; callers ask these, never the driver's name. */
export interface DriverFeatures {
  accelerators: readonly Accelerator[];
  softwareEmulation: boolean;
}

export interface Driver {
  readonly name: string;
  readonly features: DriverFeatures;
  /**
   * @throws E_QEMU_MISSING, E_QEMU_TOO_OLD, E_QEMU_FAILED, E_DISK_IN_USE, E_PORT_BUSY, E_CONFLICT if a VM answers on
   *   the control socket already
   */
  start(spec: VmSpec): Promise<RunningVm>;
  /**
   * Takes a VM over that outlived its supervisor, or undefined if it is gone or another machine's.
   * @throws E_QEMU_FAILED, E_TIMED_OUT if it lives but cannot be spoken to
   */
  adopt(
    spec: Pick<VmSpec, 'uuid' | 'qmpSocket' | 'agentSocket'>,
    identity: ProcessIdentity,
  ): Promise<RunningVm | undefined>;
}
