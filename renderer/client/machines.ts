// The machines as the host tells of them, and the one that the window is about.

import { createStore } from 'zustand/vanilla';
import { MachineName } from '../../preload/contract/ids.ts';
import type { MachineSummary } from '../../preload/contract/machines.ts';
import type { Api } from './api.ts';

export interface MachinesState {
  /** Undefined until the host has told. */
  machines: readonly MachineSummary[] | undefined;
  selected: MachineName;
}

const SELECTED_KEY = 'slipway-machine';
const DEFAULT_MACHINE = MachineName.parse('default');

export const machinesStore = createStore<MachinesState>(() => ({
  machines: undefined,
  selected: MachineName.catch(DEFAULT_MACHINE).parse(window.localStorage.getItem(SELECTED_KEY)),
}));

export function selectMachine(name: MachineName): void {
  window.localStorage.setItem(SELECTED_KEY, name);
  machinesStore.setState({ selected: name });
}

/** The machine that the window is about; undefined where it has not been made yet. */
export function selectedMachine({ machines, selected }: MachinesState): MachineSummary | undefined {
  return machines?.find(({ name }) => name === selected);
}

/** Keeps the store up to date until the connection is lost. */
export async function followMachines(api: Api): Promise<void> {
  for await (const { machines } of api.machines.watch()) {
    machinesStore.setState((state) => ({ machines, selected: stillThere(state.selected, machines) }));
  }
}

/** A machine that was removed is not stayed with. */
function stillThere(selected: MachineName, machines: readonly MachineSummary[]): MachineName {
  if (machines.some(({ name }) => name === selected)) return selected;
  return machines[0]?.name ?? DEFAULT_MACHINE;
}
