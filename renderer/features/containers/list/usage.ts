// What each running container uses now: one stream for all of them, kept by id, so that a cell reads its own.

import { useEffect } from 'react';
import { createStore } from 'zustand/vanilla';
import type { StatsSample } from '../../../../preload/contract/containers.ts';
import { toWireError } from '../../../../preload/contract/errors.ts';
import type { MachineName } from '../../../../preload/contract/ids.ts';
import { api } from '../../../client/api.ts';
import { containerRows } from '../../../client/lists.ts';
import { withSamples } from './samples.ts';

export const usageStore = createStore<{ byId: ReadonlyMap<string, StatsSample> }>(() => ({
  byId: new Map(),
}));

/** Between two tries while the engine is away. */
const AGAIN_MS = 2000;

/** Follows what containers use while the component is shown. */
export function useUsage(machine: MachineName, isWanted: boolean): void {
  useEffect(() => {
    if (!isWanted) return undefined;
    const leaving = new AbortController();
    void follow(machine, leaving.signal);
    return () => leaving.abort();
  }, [machine, isWanted]);
}

async function follow(machine: MachineName, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const samples of api().containers.stats({ machine }, signal)) take(samples);
    } catch (thrown) {
      // A host that knows no figures will not learn of them.
      if (toWireError(thrown).code === 'E_USAGE') return;
    } finally {
      usageStore.setState({ byId: new Map() });
    }
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

/** A batch holds those that had a new sample; who is not in it keeps its last one while it runs. */
function take(samples: readonly StatsSample[]): void {
  const { byKey } = containerRows.getState();
  usageStore.setState(({ byId }) => ({ byId: withSamples(byId, samples, (id) => byKey.get(id)) }));
}
