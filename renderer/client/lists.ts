// The four lists of the machine that the window is about: followed while it runs, empty while it does not.

import type { ContainerRow } from '../../preload/contract/containers.ts';
import type { MachineName } from '../../preload/contract/ids.ts';
import type { ImageRow } from '../../preload/contract/images.ts';
import type { NetworkRow } from '../../preload/contract/networks.ts';
import type { VolumeRow } from '../../preload/contract/volumes.ts';
import type { Api } from './api.ts';
import { followEngine } from './engine.ts';
import { machinesStore, selectedMachine } from './machines.ts';
import { createRowsStore, followRows } from './rows.ts';

export const containerRows = createRowsStore<ContainerRow>();
export const imageRows = createRowsStore<ImageRow>();
export const volumeRows = createRowsStore<VolumeRow>();
export const networkRows = createRowsStore<NetworkRow>();

/** Between two tries to follow a list whose machine says that it runs. */
const AGAIN_MS = 1000;

/** Follows the lists of whichever machine is selected and runs. @returns ends it */
export function followLists(api: Api): () => void {
  let following: { machine: MachineName; leave: AbortController } | undefined;
  const look = () => {
    const machine = selectedMachine(machinesStore.getState());
    const wanted = machine?.status === 'running' ? machine.name : undefined;
    if (wanted === following?.machine) return;
    following?.leave.abort();
    following = wanted === undefined ? undefined : { machine: wanted, leave: new AbortController() };
    if (following !== undefined) followAll(api, following.machine, following.leave.signal);
  };
  look();
  const unsubscribe = machinesStore.subscribe(look);
  return () => {
    unsubscribe();
    following?.leave.abort();
  };
}

function followAll(api: Api, machine: MachineName, signal: AbortSignal): void {
  const of = { machine };
  void again(signal, () => followEngine(api.machines.engineHealth(of, signal)));
  void again(signal, () => followRows(containerRows, api.containers.watch(of, signal), ({ id }) => id));
  void again(signal, () => followRows(imageRows, api.images.watch(of, signal), ({ id }) => id));
  void again(signal, () => followRows(volumeRows, api.volumes.watch(of, signal), ({ name }) => name));
  void again(signal, () => followRows(networkRows, api.networks.watch(of, signal), ({ id }) => id));
}

/** A list that ends while its machine runs is taken up again: its engine was away. */
async function again(signal: AbortSignal, follow: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await follow().catch(() => {});
    if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
