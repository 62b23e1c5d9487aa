// Containers that something was asked of which the list does not show yet.

import { createStore } from 'zustand/vanilla';
import type { ContainerRow } from '../../../../preload/contract/containers.ts';
import { containerRows } from '../../../client/lists.ts';
import type { ActionKind } from './possible.ts';

export const pendingStore = createStore<{ byId: ReadonlyMap<string, ActionKind> }>(() => ({
  byId: new Map(),
}));

/** An action that changed nothing is told by no event: its mark goes after this time. */
const MARKED_MS = 3000;

export function markPending(rows: readonly ContainerRow[], kind: ActionKind): void {
  pendingStore.setState(({ byId }) => ({
    byId: new Map([...byId, ...rows.map(({ id }) => [id, kind] as const)]),
  }));
}

export function unmarkPending(ids: Iterable<string>): void {
  pendingStore.setState(({ byId }) => {
    const left = new Map(byId);
    for (const id of ids) left.delete(id);
    return { byId: left };
  });
}

/** Takes the marks away as the list shows something new of each row. */
export function unmarkWhenTold(rows: readonly ContainerRow[]): void {
  const waiting = new Map(rows.map((row) => [row.id, row]));
  const end = () => {
    clearTimeout(timer);
    unsubscribe();
    unmarkPending(waiting.keys());
  };
  const look = () => {
    const { byKey } = containerRows.getState();
    const told = [...waiting].filter(([id, row]) => byKey.get(id) !== row).map(([id]) => id);
    for (const id of told) waiting.delete(id);
    if (told.length > 0) unmarkPending(told);
    if (waiting.size === 0) end();
  };
  const timer = setTimeout(end, MARKED_MS);
  const unsubscribe = containerRows.subscribe(look);
  look();
}
