// The machine that the window is about, for components.

import { useStore } from 'zustand';
import type { MachineSummary } from '../../../preload/contract/machines.ts';
import { machinesStore, selectedMachine } from '../../client/machines.ts';

/** Undefined where it has not been made yet. */
export function useSelectedMachine(): MachineSummary | undefined {
  return useStore(machinesStore, selectedMachine);
}

/** Its name, whether it has been made or not. */
export function useMachineName() {
  return useStore(machinesStore, ({ selected }) => selected);
}
