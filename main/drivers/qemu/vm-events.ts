// Carries a VM's events to whoever listens, in their order, and keeps those that came before anybody did.

import type { VmEvent } from '../driver.ts';

export type VmEventListener = (event: VmEvent) => void;

export interface VmEvents {
  /** Takes an event, or one that is still being found out; those that come later wait for it. */
  emit(event: VmEvent | Promise<VmEvent>): void;
  onEvent(listener: VmEventListener): () => void;
  /** Nobody hears anything from now on. */
  end(): void;
}

export function createVmEvents(): VmEvents {
  const listeners = new Set<VmEventListener>();
  let unheard: VmEvent[] | undefined = [];
  let ended = false;
  let last: Promise<void> = Promise.resolve();

  function deliver(event: VmEvent) {
    if (ended) return;
    if (unheard !== undefined) unheard.push(event);
    else for (const listener of listeners) listener(event);
  }

  function deliverUnheard() {
    const waiting = unheard ?? [];
    unheard = undefined;
    for (const event of waiting) deliver(event);
  }

  return {
    emit(event) {
      // What could not be found out because the VM ended meanwhile is told by `exited`.
      last = last.then(async () => deliver(await event)).catch(() => {});
    },
    onEvent(listener) {
      listeners.add(listener);
      if (unheard !== undefined) queueMicrotask(deliverUnheard);
      return () => listeners.delete(listener);
    },
    end() {
      ended = true;
      listeners.clear();
    },
  };
}
