// What a supervisor needs of the other rooms for its one machine; real-parts.ts puts the real ones together.

import type { Accelerator } from '../../preload/contract/machines.ts';
import type { ErrorCode } from '../../preload/contract/errors.ts';
import type { Driver, VmSpec } from '../drivers/driver.ts';
import type { EngineClient } from '../engine/client.ts';
import type { MachineConfig } from '../machine/config.ts';

/** A VM image, found and checked. */
export interface BootImage extends Pick<VmSpec, 'arch' | 'kernel' | 'initrd' | 'rootDisk' | 'cmdline'> {
  /** The empty disk that a machine's first data disk is made of. */
  emptyDataDisk: string;
  /** For people: `debian 13, docker 26.1.5`. */
  description: string;
}

export type MachinePorts = MachineConfig['ports'];

/** Something the user should know though it is no failure. */
export interface Notice {
  code: ErrorCode;
  text: string;
}

export interface KeyReport {
  /** When the first certificate ends; ISO 8601. */
  expireAt: string;
  /** Whether they are other ones than before. */
  isNew: boolean;
  /** What was wrong and has been put right. */
  warnings: readonly string[];
}

export interface Parts {
  driver: Driver;
  /** @throws E_CONFIG_DAMAGED, E_CONFIG_NEWER, E_NO_MACHINE */
  readConfig(): Promise<MachineConfig>;
  rememberPorts(ports: MachinePorts): Promise<void>;
  /** What the other machines' configs remember. */
  portsOfOthers(): Promise<readonly number[]>;
  isPortFree(port: number): Promise<boolean>;
  /** @throws E_VM_IMAGE_MISSING, E_VM_IMAGE_MISMATCH */
  findImage(): Promise<BootImage>;
  /** @throws E_KVM_UNUSABLE if KVM was asked for by name; E_QEMU_MISSING, E_QEMU_TOO_OLD */
  chooseAccelerator(
    wanted: MachineConfig['accelerator'],
    image: BootImage,
  ): Promise<{ accelerator: Accelerator; notice?: Notice }>;
  /** For an accelerator that was thought to work. */
  forgetVerdict(): Promise<void>;
  /** Certificates, SSH keys and the seed that takes them into the guest. @throws E_CERTS_FOREIGN, E_DISK_FULL */
  prepareKeys(ports: MachinePorts): Promise<KeyReport>;
  /** The data disk: made if there is none, else checked; grown if asked. @throws E_DISK_… */
  prepareDisk(config: MachineConfig, image: BootImage): Promise<readonly Notice[]>;
  connectEngine(port: number): Promise<EngineClient>;
  /** Tells the docker CLI where the engine is. @throws E_NO_PERMISSION, E_DISK_FULL */
  publishEndpoint(ports: MachinePorts): Promise<void>;
  /** Renews certificates that end within 30 days, or all of them. The engine has to be given them afterwards. */
  renewCertificates(which: 'due' | 'all'): Promise<KeyReport>;
  /** Gives the running engine the certificates there are; containers go on. @throws E_SSH_FAILED, E_GUEST_FAILED */
  installCertificates(ports: MachinePorts): Promise<void>;
  /** More words for the guest kernel's command line (SLIPWAY_KERNEL_ARGS), for diagnosis. */
  kernelArguments: string;
}
