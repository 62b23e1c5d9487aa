// A table that stays quick with ten thousand rows: only those in sight are drawn; arrows, Space and Enter work in it.

import { Checkbox, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { words } from '../text/words.ts';
import classes from './data-table.module.css';
import { arrange, type Arranged, type Sorting } from './table-rows.ts';

export interface Column<Row> {
  key: string;
  title: string;
  /** A track of CSS grid: `2fr`, `120px`, `minmax(80px, 1fr)`. */
  width: string;
  render(row: Row): ReactNode;
  /** What the column is sorted by; without it it cannot be. */
  sortBy?(row: Row): string | number;
  align?: 'end';
}

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
  const { label, rows, columns, keyOf, groupOf, selected, onSelect, onOpen, actions, defaultSort, empty } =
    props;
  const [sorting, setSorting] = useState(defaultSort);
  const [active, setActive] = useState(0);
  const viewport = useRef<HTMLDivElement>(null);
  const items = useMemo(() => arrange(rows, columns, sorting, groupOf), [rows, columns, sorting, groupOf]);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const tracks = [CHECK_TRACK, ...columns.map(({ width }) => width)];
  if (actions !== undefined) tracks.push(ACTIONS_TRACK);
  const grid = { gridTemplateColumns: tracks.join(' ') };

  const toggle = (key: string) => {
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    onSelect(next);
  };
  const move = (to: number) => {
    const index = Math.max(0, Math.min(items.length - 1, to));
    setActive(index);
    virtual.scrollToIndex(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('[data-cell-actions]') !== null) return;
    const item = items[active];
    const step = keyStep(event, active, items.length);
    if (step !== undefined) move(step);
    else if (event.key === ' ' && item?.kind === 'row') toggle(keyOf(item.row));
    else if (event.key === 'Enter' && item?.kind === 'row') onOpen?.(item.row);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) onSelect(new Set(rows.map(keyOf)));
    else if (event.key === 'Escape' && selected.size > 0) onSelect(new Set());
    else return;
    event.preventDefault();
  };

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
      <div className={classes['head']} role="row" aria-rowindex={1} style={grid}>
        <div role="columnheader" className={classes['check']}>
          <Checkbox
            size="xs"
            aria-label={words.selectAll}
            checked={rows.length > 0 && selected.size >= rows.length}
            indeterminate={selected.size > 0 && selected.size < rows.length}
            onChange={({ currentTarget }) => onSelect(new Set(currentTarget.checked ? rows.map(keyOf) : []))}
          />
        </div>
        {columns.map((column) => (
          <HeadCell key={column.key} column={column} sorting={sorting} onSort={setSorting} />
        ))}
        {actions !== undefined && (
          <div role="columnheader">
            <VisuallyHidden>{words.actions}</VisuallyHidden>
          </div>
        )}
      </div>
      {items.length === 0 && empty}
      <div className={classes['body']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          const place = { ...grid, transform: `translateY(${start}px)` };
          if (item.kind === 'group')
            return <GroupRow key={`group ${item.name}`} group={item} style={place} />;
          const key = keyOf(item.row);
          return (
            <div
              key={key}
              id={`${label}-row-${index}`}
              className={classes['row']}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={selected.has(key)}
              data-active={index === active || undefined}
              data-key={key}
              style={place}
              onClick={(event) => {
                setActive(index);
                if (
                  event.target instanceof HTMLElement &&
                  event.target.closest('a,button,input,label') === null
                )
                  onOpen?.(item.row);
              }}
            >
              <div role="gridcell" className={classes['check']}>
                <Checkbox
                  size="xs"
                  aria-label={words.select}
                  checked={selected.has(key)}
                  onChange={() => toggle(key)}
                />
              </div>
              {columns.map((column) => (
                <div key={column.key} role="gridcell" className={classes['cell']} data-align={column.align}>
                  {column.render(item.row)}
                </div>
              ))}
              {actions !== undefined && (
                <div role="gridcell" className={classes['actions']} data-cell-actions>
                  {actions(item.row)}
                </div>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function HeadCell<Row>({
  column,
  sorting,
  onSort,
}: {
  column: Column<Row>;
  sorting: Sorting | undefined;
  onSort(sorting: Sorting): void;
}) {
  const { key, title, align, sortBy } = column;
  const direction = sorting?.column === key ? sorting.direction : undefined;
  return (
    <div
      role="columnheader"
      className={classes['cell']}
      data-align={align}
      aria-sort={sortBy === undefined ? undefined : (direction ?? 'none')}
    >
      {sortBy === undefined ? (
        title
      ) : (
        <UnstyledButton
          className={classes['sort']}
          onClick={() =>
            onSort({ column: key, direction: direction === 'ascending' ? 'descending' : 'ascending' })
          }
        >
          {title}
          <span aria-hidden>{direction === undefined ? '' : direction === 'ascending' ? ' ↑' : ' ↓'}</span>
        </UnstyledButton>
      )}
    </div>
  );
}

function GroupRow({
  group,
  style,
}: {
  group: Extract<Arranged<unknown>, { kind: 'group' }>;
  style: Record<string, string>;
}) {
  return (
    <div className={classes['group']} role="row" style={style}>
      <div role="gridcell" className={classes['groupName']}>
        {group.name} <span className={classes['count']}>{group.count}</span>
      </div>
    </div>
  );
}

/** Where a key leads to, in rows; undefined for a key that leads nowhere. */
function keyStep({ key }: KeyboardEvent, active: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + 10;
    case 'PageUp':
      return active - 10;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
