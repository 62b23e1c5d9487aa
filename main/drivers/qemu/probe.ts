// Finds out whether KVM can run a guest, by letting it run ours: a KVM that opens, and even runs firmware, may still
// kill every Linux that boots in it.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { readTextIfPresent } from '../../lib/files.ts';
import { killIfSame } from '../../lib/process-identity.ts';
import { SOCKET_PATH_BYTES } from '../../machine/paths.ts';
import type { VmEvent, VmSpec } from '../driver.ts';
import { probeArguments, type ProbeSpec } from './args.ts';
import { launchQemu } from './launch.ts';
import { forwardQmpEvents } from './running-vm.ts';
import { createVmEvents, type VmEvents } from './vm-events.ts';

/** On this word of the kernel's command line the VM image's init says {@link PROBE_OK} and powers off. */
const PROBE_WORD = 'slipway.probe';
const PROBE_OK = 'slipway-probe-ok';
/** Working hardware boots the kernel within two seconds. */
const DEADLINE_MS = 15_000;
const PROBE_MEMORY_MIB = 512;

/** Whether KVM can run our guest, and if not, why. */
export const KvmVerdict = z.discriminatedUnion('usable', [
  z.object({ usable: z.literal(true) }),
  z.object({ usable: z.literal(false), cause: z.string() }),
]);
export type KvmVerdict = z.infer<typeof KvmVerdict>;

const TOO_LATE: KvmVerdict = {
  usable: false,
  cause: `its guest did not come up within ${DEADLINE_MS / 1000} s`,
};
const ENDED: KvmVerdict = { usable: false, cause: 'QEMU ended before its guest came up' };

/** The parts of the VM image that the probe boots. */
export type ProbedImage = Pick<VmSpec, 'kernel' | 'initrd' | 'cmdline'>;

/** Boots the VM image's kernel under KVM, with the emulator at `binary`, and ends it again. It takes 15 s at most. */
export async function probeKvm(
  binary: string,
  arch: VmSpec['arch'],
  image: ProbedImage,
): Promise<KvmVerdict> {
  const folder = await mkdtemp(join(temporaryFolder(), 'slipway-probe-'));
  const consoleLog = join(folder, 'console.log');
  try {
    const verdict = await boot(binary, {
      ...image,
      arch,
      consoleLog,
      qmpSocket: join(folder, 'qmp.sock'),
      qemuLog: join(folder, 'qemu.log'),
    });
    // A guest that came up but could not power itself off came up all the same.
    const said = verdict.usable ? '' : await readTextIfPresent(consoleLog);
    return said?.includes(PROBE_OK) === true ? { usable: true } : verdict;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type ProbeFiles = ProbedImage & Pick<VmSpec, 'arch' | 'consoleLog' | 'qmpSocket' | 'qemuLog'>;

async function boot(binary: string, files: ProbeFiles): Promise<KvmVerdict> {
  const deadline = new AbortController();
  const late = sleep(DEADLINE_MS, TOO_LATE, { signal: deadline.signal }).catch(() => TOO_LATE);
  const events = createVmEvents();
  const spec: ProbeSpec = {
    ...files,
    accelerator: 'kvm',
    memoryMiB: PROBE_MEMORY_MIB,
    cmdline: `${files.cmdline} ${PROBE_WORD}`,
  };
  try {
    const { args } = probeArguments(spec, { platform: process.platform });
    const onEvent = forwardQmpEvents(events);
    const { child, identity } = await launchQemu({ ...files, binary, args, onEvent, timeoutMs: DEADLINE_MS });
    const ended = child.exited.then(() => ENDED);
    const verdict = await Promise.race([firstVerdict(events), ended, late]);
    await killIfSame(identity, 'SIGKILL');
    await child.exited;
    return verdict;
  } catch (failure) {
    if (failure instanceof SlipwayError && failure.code === 'E_QEMU_FAILED') {
      return { usable: false, cause: failure.message.split('\n')[0] ?? '' };
    }
    throw failure;
  } finally {
    deadline.abort();
  }
}

function firstVerdict(events: VmEvents): Promise<KvmVerdict> {
  return new Promise((resolve) => {
    events.onEvent((event) => {
      const verdict = verdictOf(event);
      if (verdict !== undefined) resolve(verdict);
    });
  });
}

/** What an event of the probe's guest says about KVM, if anything. */
export function verdictOf(event: VmEvent): KvmVerdict | undefined {
  switch (event.kind) {
    case 'shutdown':
      return event.reason === 'guest-shutdown'
        ? { usable: true }
        : { usable: false, cause: `its guest ended by ${event.reason}` };
    case 'paused':
      return { usable: false, cause: `its guest died: ${event.status}` };
    default:
      return undefined;
  }
}

/** A socket's path is limited, and TMPDIR may be longer. */
function temporaryFolder(): string {
  const longest = '/slipway-probe-123456/qmp.sock'.length;
  return Buffer.byteLength(tmpdir()) + longest <= SOCKET_PATH_BYTES ? tmpdir() : '/tmp';
}
