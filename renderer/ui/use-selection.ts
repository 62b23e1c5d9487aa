// Which rows of a list are selected; what is not shown any more is not selected either.

import { useMemo, useState } from 'react';

interface Selection<Row> {
  selected: ReadonlySet<string>;
  select(keys: ReadonlySet<string>): void;
  /** The selected rows themselves. */
  chosen: readonly Row[];
}

/** @param keyOf keep it the same function */
export function useSelection<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Selection<Row> {
  const [keys, select] = useState<ReadonlySet<string>>(new Set());
  return useMemo(() => {
    const chosen = keys.size === 0 ? [] : rows.filter((row) => keys.has(keyOf(row)));
    return { selected: new Set(chosen.map(keyOf)), select, chosen };
  }, [keys, rows, keyOf]);
}
