// Chooses what runs the guest's instructions: the host's hypervisor where it truly can, else QEMU's emulation, and
// says why.

import type { Accelerator } from '../../../preload/contract/machines.ts';
import { open } from 'node:fs/promises';
import { SlipwayError, type ErrorCode } from '../../../preload/contract/errors.ts';
import { run } from '../../lib/exec.ts';
import { errnoOf } from '../../lib/files.ts';
import type { MachineConfig } from '../../machine/config.ts';
import type { VmSpec } from '../driver.ts';
import { probeKvm, type KvmVerdict, type ProbedImage } from './probe.ts';
import { keepVerdict, recallVerdict, verdictKey } from './verdict-cache.ts';
import { findQemu } from './version.ts';

export interface AcceleratorRequest {
  wanted: MachineConfig['accelerator'];
  /** The guest's architecture. */
  arch: VmSpec['arch'];
  image: ProbedImage;
  /** Keeps the probe's verdict, machinePaths' neighbour `cacheFolder(home)`. */
  cacheFolder: string;
}

/** Something the user should know though it is no failure. */
export interface Notice {
  code: ErrorCode;
  text: string;
}

export interface AcceleratorChoice {
  accelerator: Accelerator;
  notice?: Notice;
}

/** What the choice asks of the host; tests put their own in its place. */
export interface AcceleratorHost {
  platform: NodeJS.Platform;
  /** Node's word for the processor. */
  arch: NodeJS.Architecture;
  kvmDevice(): Promise<'absent' | 'denied' | 'open'>;
  kvmVerdict(request: AcceleratorRequest): Promise<KvmVerdict>;
  hvfSupported(): Promise<boolean>;
}

/**
 * The accelerator for a start. The first time on a host, with KVM, it boots a guest to find out: 15 s at most.
 * @throws E_KVM_UNUSABLE, E_HVF_UNUSABLE if that one was asked for by name and cannot be had; E_QEMU_MISSING,
 *   E_QEMU_TOO_OLD
 */
export async function chooseAccelerator(
  request: AcceleratorRequest,
  host: AcceleratorHost = thisHost,
): Promise<AcceleratorChoice> {
  const { wanted } = request;
  if (wanted === 'tcg') return { accelerator: 'tcg' };
  const native = host.platform === 'darwin' ? 'hvf' : 'kvm';
  const named = wanted !== 'auto';
  if (named && wanted !== native) throw refusal(wanted, `it is not to be had on ${host.platform}`);
  if (host.arch !== NODE_ARCH[request.arch]) {
    if (named) throw refusal(wanted, `this computer's processor is no ${request.arch}`);
    return { accelerator: 'tcg' };
  }
  const problem = await (native === 'hvf' ? hvfProblem(host) : kvmProblem(request, host));
  if (problem === undefined) return { accelerator: native };
  if (named) throw refusal(wanted, problem.text);
  return {
    accelerator: 'tcg',
    notice: { code: problem.code, text: `${problem.text}; emulating, slower` },
  };
}

const NODE_ARCH = { amd64: 'x64', arm64: 'arm64' } as const;

function refusal(wanted: 'kvm' | 'hvf', why: string): SlipwayError {
  const code = wanted === 'kvm' ? 'E_KVM_UNUSABLE' : 'E_HVF_UNUSABLE';
  return new SlipwayError(code, `the accelerator ${wanted} cannot be used: ${why}`, {
    hint: 'Let Slipway choose: slipway config set accelerator=auto',
  });
}

async function hvfProblem(host: AcceleratorHost): Promise<Notice | undefined> {
  if (await host.hvfSupported()) return undefined;
  return { code: 'E_HVF_UNUSABLE', text: "macOS's hypervisor is not to be had on this computer" };
}

async function kvmProblem(request: AcceleratorRequest, host: AcceleratorHost): Promise<Notice | undefined> {
  switch (await host.kvmDevice()) {
    case 'absent':
      return { code: 'E_KVM_ABSENT', text: 'KVM is not present' };
    case 'denied':
      return {
        code: 'E_KVM_NOT_PERMITTED',
        text: 'KVM is present but not permitted for this user (add it to the group kvm)',
      };
    case 'open': {
      const verdict = await host.kvmVerdict(request);
      if (verdict.usable) return undefined;
      return { code: 'E_KVM_UNUSABLE', text: `KVM is present but unusable: ${verdict.cause}` };
    }
  }
}

const thisHost: AcceleratorHost = {
  platform: process.platform,
  arch: process.arch,
  kvmDevice,
  kvmVerdict: cachedVerdict,
  hvfSupported,
};

/** Opening tells more than the file's mode: a container may forbid the device itself. */
async function kvmDevice(): Promise<'absent' | 'denied' | 'open'> {
  try {
    await (await open('/dev/kvm', 'r+')).close();
    return 'open';
  } catch (cause) {
    return ['EACCES', 'EPERM'].includes(errnoOf(cause) ?? '') ? 'denied' : 'absent';
  }
}

async function cachedVerdict({ arch, image, cacheFolder }: AcceleratorRequest): Promise<KvmVerdict> {
  const qemu = await findQemu(arch);
  const key = await verdictKey(image, `${qemu.path} ${qemu.version}`);
  const known = await recallVerdict(cacheFolder, key);
  if (known !== undefined) return known;
  const verdict = await probeKvm(qemu.path, arch, image);
  await keepVerdict(cacheFolder, key, verdict);
  return verdict;
}

async function hvfSupported(): Promise<boolean> {
  const { stdout } = await run('sysctl', ['-n', 'kern.hv_support'], { timeoutMs: 5_000, expect: [0, 1] });
  return stdout.trim() === '1';
}
