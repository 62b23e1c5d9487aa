// Runs machines under QEMU: starts a VM that outlives us, or takes over one that did.

import { rename } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { ProcessEnd } from '../../lib/exec.ts';
import { errnoOf, explainFileError } from '../../lib/files.ts';
import { isSameProcess, type ProcessIdentity } from '../../lib/process-identity.ts';
import type { Driver, RunningVm, VmSpec } from '../driver.ts';
import { qemuArguments } from './args.ts';
import { launchQemu } from './launch.ts';
import { connectQmp, type QmpClient } from './qmp.ts';
import { forwardQmpEvents, holdVm } from './running-vm.ts';
import { findQemu } from './version.ts';
import { createVmEvents } from './vm-events.ts';

/** How soon the end of a VM that is not our child is noticed, once its control socket has closed. */
const GONE_POLL_MS = 50;

const Uuid = z.object({ UUID: z.string() });

/** QEMU as a driver. */
export const qemuDriver: Driver = {
  name: 'qemu',
  features: { accelerators: ['hvf', 'kvm', 'tcg'], softwareEmulation: true },
  start,
  adopt,
};

async function start(spec: VmSpec): Promise<RunningVm> {
  const { path } = await findQemu(spec.arch);
  await keepLastConsole(spec.consoleLog);
  const events = createVmEvents();
  const { child, identity, qmp } = await launchQemu({
    ...spec,
    binary: path,
    args: qemuArguments(spec, { platform: process.platform }).args,
    onEvent: forwardQmpEvents(events),
  });
  const { exited, release } = child;
  return holdVm({ qmp, agentSocket: spec.agentSocket, identity, exited, release, events });
}

/** QEMU begins the file anew, and the last words of a guest that has just died are in it. */
async function keepLastConsole(path: string): Promise<void> {
  await rename(path, `${path}.1`).catch((cause: unknown) => {
    if (errnoOf(cause) !== 'ENOENT') throw explainFileError(path, cause);
  });
}

/** @throws E_QEMU_FAILED or E_TIMED_OUT if the VM lives but cannot be spoken to */
async function adopt(
  spec: Pick<VmSpec, 'uuid' | 'qmpSocket' | 'agentSocket'>,
  identity: ProcessIdentity,
): Promise<RunningVm | undefined> {
  if (!(await isSameProcess(identity))) return undefined;
  const events = createVmEvents();
  const qmp = await connectQmp(spec.qmpSocket, { onEvent: forwardQmpEvents(events) }).catch(
    (failure: unknown) => unreachable(failure, identity),
  );
  if (qmp === undefined) return undefined;
  const { UUID } = await qmp.execute('query-uuid', Uuid);
  if (UUID.toLowerCase() !== spec.uuid.toLowerCase()) {
    qmp.close();
    return undefined;
  }
  const exited = untilGone(qmp, identity);
  return holdVm({ qmp, agentSocket: spec.agentSocket, identity, exited, release: () => {}, events });
}

/** A VM may end while we knock; one that lives on without its socket would be lost silently, so that is an error. */
async function unreachable(cause: unknown, identity: ProcessIdentity): Promise<undefined> {
  if (!(await isSameProcess(identity))) return undefined;
  if (cause instanceof SlipwayError) throw cause;
  throw new SlipwayError(
    'E_QEMU_FAILED',
    `the VM runs as pid ${identity.pid}, but its control socket cannot be reached (${errnoOf(cause) ?? String(cause)})`,
    { hint: `End it with: kill ${identity.pid}`, cause },
  );
}

/** Only a parent learns how its child ended; we learn that it did. */
async function untilGone(qmp: QmpClient, identity: ProcessIdentity): Promise<ProcessEnd> {
  await qmp.closed;
  while (await isSameProcess(identity)) await sleep(GONE_POLL_MS);
  return { code: null, signal: null };
}
