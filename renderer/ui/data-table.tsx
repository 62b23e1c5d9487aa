// A table that stays quick with ten thousand rows: only those in sight are drawn; arrows, Space and Enter work in it.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import classes from './data-table.module.css';
import type { Column } from './table-column.ts';
import { TableHead } from './table-head.tsx';
import { GroupRow, TableRow } from './table-row.tsx';
import { arrange, type Sorting } from './table-rows.ts';
import { useTableActions } from './use-table-actions.ts';

export type { Column } from './table-column.ts';

export interface DataTableProps<Row> {
  /** Names the table for those who do not see it. */
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf(row: Row): string;
  /** Rows of one group stand together under its name. */
  groupOf?(row: Row): string | undefined;
  selected: ReadonlySet<string>;
  onSelect(selected: ReadonlySet<string>): void;
  /** Enter, or a click on the row. */
  onOpen?(row: Row): void;
  /** What can be done to one row, at its end. */
  actions?(row: Row): ReactNode;
  defaultSort?: Sorting;
  /** In place of the rows where there are none. */
  empty?: ReactNode;
}

const ROW_PX = 44;
const CHECK_TRACK = '24px';
const ACTIONS_TRACK = '132px';

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, columns, keyOf, groupOf, selected, onSelect, actions, empty } = props;
  const [sorting, setSorting] = useState(props.defaultSort);
  const viewport = useRef<HTMLDivElement>(null);
  const items = useMemo(() => arrange(rows, columns, sorting, groupOf), [rows, columns, sorting, groupOf]);
  const virtual = useRowsInSight(viewport, items.length);
  const { active, onKeyDown, onToggle, onClick } = useTableActions(props, items, virtual.scrollToIndex);
  const hasActions = actions !== undefined;
  const tracks = useMemo(() => tracksOf(columns, hasActions), [columns, hasActions]);
  const selectAll = (isWanted: boolean) => onSelect(new Set(isWanted ? rows.map(keyOf) : []));
  return (
    <div
      ref={viewport}
      className={classes['viewport']}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-multiselectable="true"
      tabIndex={0}
      aria-activedescendant={items[active]?.kind === 'row' ? `${label}-row-${active}` : undefined}
      onKeyDown={onKeyDown}
    >
      <TableHead
        {...{ columns, tracks, sorting, hasActions }}
        {...{ count: rows.length, selectedCount: selected.size }}
        onSort={setSorting}
        onSelectAll={selectAll}
      />
      {items.length === 0 && empty}
      <div className={classes['body']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          if (item.kind === 'group')
            return <GroupRow key={`group ${item.name}`} {...{ group: item, tracks, startPx: start }} />;
          const rowKey = keyOf(item.row);
          const { row } = item;
          return (
            <TableRow
              key={rowKey}
              {...{ row, rowKey, index, tracks, columns, actions, onToggle, onClick }}
              {...{ id: `${label}-row-${index}`, startPx: start }}
              {...{ isSelected: selected.has(rowKey), isActive: index === active }}
            />
          );
        })}
      </div>
    </div>
  );
}

function useRowsInSight(viewport: RefObject<HTMLDivElement | null>, count: number) {
  return useVirtualizer({
    count,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
}

function tracksOf<Row>(columns: readonly Column<Row>[], hasActions: boolean): string {
  const tracks = [CHECK_TRACK, ...columns.map(({ width }) => width), ...(hasActions ? [ACTIONS_TRACK] : [])];
  return tracks.join(' ');
}
