// Samples of the containers that run, in one batch a second; containers come and go while it is watched.

import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerRow, StatsSample } from '../../../preload/contract/containers.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import { followStats } from '../../engine/containers/stats.ts';
import type { EngineSession } from '../engine-session.ts';

const EVERY_MS = 1000;
/** Each costs the engine a connection and a sample a second. Those beyond wait until one of these stops. */
const MOST_AT_ONCE = 50;

/**
 * @param ids names, ids or beginnings of ids; all that run where it is left out
 * @throws E_NOT_RUNNING when the machine stops
 */
export async function* watchStats(
  { engine, lists, over }: EngineSession,
  machine: MachineName,
  ids: readonly string[] | undefined,
  signal: AbortSignal,
): AsyncGenerator<StatsSample[]> {
  const leaving = new AbortController();
  const either = AbortSignal.any([signal, over, leaving.signal]);
  const running = new Map<string, ContainerRow>();
  const latest = new Map<string, StatsSample>();
  const followed = new Map<string, AbortController>();
  const follow = async (id: string, ending: AbortController) => {
    try {
      for await (const sample of followStats(engine, id, AbortSignal.any([either, ending.signal])))
        latest.set(id, sample);
    } catch {
      // It is gone, or the engine is: the list of those that run tells what to do next.
    } finally {
      // Left for a round, so that a container that fails at once is not asked again at once.
      await sleep(EVERY_MS, undefined, { signal: either }).catch(() => {});
      if (followed.get(id) === ending) followed.delete(id);
    }
  };
  let failure: { thrown: unknown } | undefined;
  void keepRunning(lists.containers.watch(either), running, isWished(ids)).catch((thrown: unknown) => {
    failure = { thrown };
    leaving.abort();
  });
  try {
    while (!either.aborted) {
      for (const [id, ending] of followed) if (!running.has(id)) ending.abort();
      for (const id of running.keys()) {
        if (followed.size >= MOST_AT_ONCE) break;
        if (followed.has(id)) continue;
        const ending = new AbortController();
        followed.set(id, ending);
        void follow(id, ending);
      }
      await sleep(EVERY_MS, undefined, { signal: either }).catch(() => {});
      const batch = [...latest.values()].filter(({ id }) => running.has(id));
      latest.clear();
      if (batch.length > 0 && !either.aborted) yield batch;
    }
  } finally {
    leaving.abort();
  }
  if (failure !== undefined) throw failure.thrown;
  if (!signal.aborted) throw new SlipwayError('E_NOT_RUNNING', `machine ${machine} does not run any more`);
}

function isWished(ids: readonly string[] | undefined): (row: ContainerRow) => boolean {
  if (ids === undefined) return () => true;
  const wished = new Set(ids);
  const beginnings = ids.filter((id) => /^[0-9a-f]{12,64}$/.test(id));
  return ({ id, name }) => wished.has(name) || beginnings.some((beginning) => id.startsWith(beginning));
}

async function keepRunning(
  changes: ReturnType<EngineSession['lists']['containers']['watch']>,
  running: Map<string, ContainerRow>,
  wished: (row: ContainerRow) => boolean,
): Promise<void> {
  for await (const { reset, upsert, remove } of changes) {
    if (reset) running.clear();
    for (const id of remove) running.delete(id);
    for (const row of upsert) {
      if ((row.state === 'running' || row.state === 'paused') && wished(row)) running.set(row.id, row);
      else running.delete(row.id);
    }
  }
}
