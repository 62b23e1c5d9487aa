// The machines as the host tells of them, and the one that the window is about.

import { createStore } from 'zustand/vanilla';
import { DEFAULT_MACHINE } from '../../preload/contract/command-line.ts';
import { MachineName } from '../../preload/contract/ids.ts';
import type { MachineSummary } from '../../preload/contract/machines.ts';
import type { Api } from './api.ts';
import { keepPreference, takeUpPreferences } from './preferences.ts';

export interface MachinesState {
  /** Undefined until the host has told. */
  machines: readonly MachineSummary[] | undefined;
  selected: MachineName;
}

const USUAL = MachineName.parse(DEFAULT_MACHINE);

export const machinesStore = createStore<MachinesState>(() => ({
  machines: undefined,
  selected: USUAL,
}));

export function selectMachine(name: MachineName): void {
  machinesStore.setState({ selected: name });
  keepPreference({ machine: name });
}

/** The machine that the window is about; undefined where it has not been made yet. */
export function selectedMachine({ machines, selected }: MachinesState): MachineSummary | undefined {
  return machines?.find(({ name }) => name === selected);
}

/** Begins with the machine of the last window, and keeps the store up to date until the connection is lost. */
export async function followMachines(api: Api): Promise<void> {
  machinesStore.setState({ selected: await takeUpPreferences(api) });
  for await (const { machines } of api.machines.watch()) {
    machinesStore.setState((state) => ({ machines, selected: stillThere(state.selected, machines) }));
  }
}

/** A machine that was removed is not stayed with. */
function stillThere(selected: MachineName, machines: readonly MachineSummary[]): MachineName {
  if (machines.some(({ name }) => name === selected)) return selected;
  return machines[0]?.name ?? USUAL;
}
