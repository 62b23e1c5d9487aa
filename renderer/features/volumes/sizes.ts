// Sizes of volumes as they were when somebody asked; the engine tells them only by walking through all files.

import { createStore } from 'zustand/vanilla';
import type { MachineName } from '../../../preload/contract/ids.ts';
import { api } from '../../client/api.ts';
import { runTask } from '../../client/tasks.ts';
import { volumesText } from '../../text/volumes.ts';
import { volumeCommand } from './volume-commands.ts';

export type Sizes = Readonly<Record<string, number>>;

interface SizesState {
  machine?: MachineName;
  sizes?: Sizes;
}

export const sizesStore = createStore<SizesState>(() => ({}));

export function sumOf(sizes: Sizes): number {
  return Object.values(sizes).reduce((sum, size) => sum + size, 0);
}

export async function measureSizes(machine: MachineName): Promise<void> {
  await runTask(volumesText.measuring, volumeCommand.sizes(), async (_, signal) => {
    const sizes = await api().volumes.sizes({ machine }, signal);
    sizesStore.setState({ machine, sizes });
    return volumesText.measured(Object.keys(sizes).length, sumOf(sizes));
  });
}
