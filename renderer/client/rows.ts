// A live list in the page: what the host's list says, kept by key, for any number of components.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { toWireError, type WireError } from '../../preload/contract/errors.ts';
import type { ListChange } from '../../preload/contract/lists.ts';

export interface Rows<Row> {
  /** `waiting` until the first snapshot is whole, and again while the machine is away. */
  phase: 'waiting' | 'live';
  byKey: ReadonlyMap<string, Row>;
  /** The same in one array; a new one whenever something changed. */
  all: readonly Row[];
  /** Why there is nothing to show, until there is. */
  failure?: WireError;
}

export type RowsStore<Row> = StoreApi<Rows<Row>>;

export function createRowsStore<Row>(): RowsStore<Row> {
  return createStore<Rows<Row>>(() => emptyRows());
}

export function emptyRows<Row>(): Rows<Row> {
  return { phase: 'waiting', byKey: new Map(), all: [] };
}

/** Changes come faster than anybody can look: they are shown together, once a frame. */
const SHOW_EVERY_MS = 50;

/** Follows a list into a store until it ends. @throws what the stream fails with */
export async function followRows<Row>(
  store: RowsStore<Row>,
  changes: AsyncIterable<ListChange<Row>>,
  keyOf: (row: Row) => string,
): Promise<void> {
  let rows = new Map<string, Row>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    timer = undefined;
    store.setState({ phase: 'live', byKey: rows, all: [...rows.values()] }, true);
    rows = new Map(rows);
  };
  try {
    for await (const { reset, complete, upsert, remove } of changes) {
      if (reset) rows = new Map();
      for (const key of remove) rows.delete(key);
      for (const row of upsert) rows.set(keyOf(row), row);
      if (complete) timer ??= setTimeout(show, store.getState().phase === 'waiting' ? 0 : SHOW_EVERY_MS);
    }
    store.setState(emptyRows(), true);
  } catch (thrown) {
    // Leaving is no failure, and a machine that stopped is told by itself.
    const { code, ...told } = toWireError(thrown);
    const isEnd = code === 'E_CANCELLED' || code === 'E_NOT_RUNNING';
    store.setState({ ...emptyRows<Row>(), ...(isEnd ? {} : { failure: { code, ...told } }) }, true);
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
}
