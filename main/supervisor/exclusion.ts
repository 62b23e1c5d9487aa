// Keeps a machine's supervisors away, for what must not happen beside one: removing the machine.

import { setTimeout as sleep } from 'node:timers/promises';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { acquireLock, type Lock } from '../lib/lock.ts';
import type { MachinePaths } from '../machine/paths.ts';
import { connectSupervisor } from './client.ts';
import { launchLock } from './launch.ts';
import { prepareRuntimeFolder } from './server.ts';

/** A launch under way takes half a second, a forced stop ten at most, an idle supervisor leaves after one. */
const PATIENCE_MS = 30_000;
const LOOK_AGAIN_MS = 50;

/**
 * Acts while no supervisor of a machine lives and none can begin. One that was just launched is told to end its VM at
 * once, and waited for.
 * @throws E_TIMED_OUT if it does not leave; what connectSupervisor and stop throw
 */
export async function withoutSupervisor<T>(
  paths: Pick<MachinePaths, 'runtime'>,
  act: () => Promise<T>,
): Promise<T> {
  await prepareRuntimeFolder(paths.runtime);
  const deadlineMs = performance.now() + PATIENCE_MS;
  const noLaunch = await waitForLock(launchLock(paths), deadlineMs, async () => {});
  try {
    const noSupervisor = await waitForLock(paths.runtime.lock, deadlineMs, () => endVm(paths));
    try {
      return await act();
    } finally {
      await noSupervisor.release();
    }
  } finally {
    await noLaunch.release();
  }
}

async function waitForLock(path: string, deadlineMs: number, onHeld: () => Promise<void>): Promise<Lock> {
  for (;;) {
    const lock = await acquireLock(path);
    if (lock !== undefined) return lock;
    if (performance.now() > deadlineMs) {
      throw new SlipwayError('E_TIMED_OUT', `the machine's supervisor does not end`, {
        hint: 'Another command may be starting the machine again and again; try once more.',
      });
    }
    await onHeld();
    await sleep(LOOK_AGAIN_MS);
  }
}

async function endVm(paths: Pick<MachinePaths, 'runtime'>): Promise<void> {
  const link = await connectSupervisor(paths);
  if (link === undefined) return;
  try {
    const { kind } = (await link.api.status()).state;
    // Asked to stop what is stopped, an idle supervisor would stay for a while more.
    if (kind !== 'stopped' && kind !== 'aborted') await link.api.stop({ force: true });
  } finally {
    link.close();
  }
}
