// What the program that shows this page is and can do: asked once, for any number of components.

import { useEffect } from 'react';
import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';
import type { HostDescription } from '../../preload/contract/host.ts';
import { api } from './api.ts';

const hostStore = createStore<{ description?: HostDescription }>(() => ({}));

let asking: Promise<void> | undefined;

/** Undefined until the host has answered. */
export function useHost(): HostDescription | undefined {
  const description = useStore(hostStore, (state) => state.description);
  useEffect(() => {
    asking ??= ask();
  }, []);
  return description;
}

async function ask(): Promise<void> {
  try {
    hostStore.setState({ description: await api().host.describe() });
  } catch {
    // Whoever needs it next asks again.
    asking = undefined;
  }
}
