// Which columns a table shows in the width that it has, and the tracks that they stand in.

import { useLayoutEffect, useMemo, useState, type RefObject } from 'react';
import type { Column } from './table-column.ts';

const CHECK_TRACK = '24px';
const ACTIONS_TRACK = '96px';

export function useTracks<Row>(
  viewport: RefObject<HTMLDivElement | null>,
  all: readonly Column<Row>[],
  hasActions: boolean,
): { columns: readonly Column<Row>[]; tracks: string } {
  const columns = useColumnsInSight(viewport, all);
  return useMemo(() => {
    const widths = columns.map(({ width }) => width);
    const tracks = [CHECK_TRACK, ...widths, ...(hasActions ? [ACTIONS_TRACK] : [])].join(' ');
    return { columns, tracks };
  }, [columns, hasActions]);
}

/** Less than what there is where the table is too narrow for all. */
function useColumnsInSight<Row>(
  viewport: RefObject<HTMLDivElement | null>,
  columns: readonly Column<Row>[],
): readonly Column<Row>[] {
  const [widthPx, setWidth] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const element = viewport.current;
    if (element === null) return undefined;
    const measure = () => setWidth(element.clientWidth);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, [viewport]);
  // Between two widths at which something changes, the columns are the same ones: no row is drawn anew.
  const shown = columns.filter(({ leastTable = 0 }) => leastTable <= widthPx).length;
  return useMemo(
    () =>
      shown === columns.length ? columns : columns.filter(({ leastTable = 0 }) => leastTable <= widthPx),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- how many are shown tells which
    [columns, shown],
  );
}
