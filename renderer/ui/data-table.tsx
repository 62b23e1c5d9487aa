// A table that stays quick with ten thousand rows: only those in sight are drawn; arrows, Space and Enter work in it.

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import classes from './data-table.module.css';
import type { Column } from './table-column.ts';
import { TableHead } from './table-head.tsx';
import { GroupRow, TableRow } from './table-row.tsx';
import { arrange, type Sorting } from './table-rows.ts';
import { useTracks } from './use-tracks.ts';
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

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, rows, keyOf, selected, onSelect, actions, empty } = props;
  const viewport = useRef<HTMLDivElement>(null);
  const { items, sorting, setSorting } = useArranged(props);
  const virtual = useRowsInSight(viewport, items.length);
  const { active, onKeyDown, onToggle, onClick } = useTableActions(props, items, virtual.scrollToIndex);
  const hasActions = actions !== undefined;
  const { columns, tracks } = useTracks(viewport, props.columns, hasActions);
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
        onSelectAll={(isWanted) => onSelect(new Set(isWanted ? rows.map(keyOf) : []))}
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

function useArranged<Row>({ rows, columns, groupOf, defaultSort }: DataTableProps<Row>) {
  const [sorting, setSorting] = useState(defaultSort);
  const items = useMemo(() => arrange(rows, columns, sorting, groupOf), [rows, columns, sorting, groupOf]);
  return { items, sorting, setSorting };
}

function useRowsInSight(viewport: RefObject<HTMLDivElement | null>, count: number) {
  return useVirtualizer({
    count,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
}
