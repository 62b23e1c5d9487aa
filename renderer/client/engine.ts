// Whether the engine of the machine that the window is about answers.

import { createStore } from 'zustand/vanilla';
import type { EngineHealth } from '../../preload/contract/machines.ts';

/** Undefined until it is known, and while there is no such engine. */
export const engineStore = createStore<{ health: EngineHealth | undefined }>(() => ({ health: undefined }));

/** Keeps the store up to date until the stream ends. @throws what it fails with */
export async function followEngine(healths: AsyncIterable<EngineHealth>): Promise<void> {
  try {
    for await (const health of healths) engineStore.setState({ health });
  } finally {
    engineStore.setState({ health: undefined });
  }
}
