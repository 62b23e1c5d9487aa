// One look at a live list, for commands that print it and end.

import type { ListChange } from '../../preload/contract/lists.ts';

/** The rows of the first whole snapshot; then nobody watches any more. */
export async function snapshotOf<Row>(changes: AsyncIterable<ListChange<Row>>): Promise<Row[]> {
  let rows: Row[] = [];
  for await (const { reset, complete, upsert } of changes) {
    rows = reset ? [...upsert] : [...rows, ...upsert];
    if (complete) break;
  }
  return rows;
}
