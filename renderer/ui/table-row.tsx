// One row of a table; drawn anew only when it changed itself, so that scrolling draws but the rows that come.

import { Checkbox } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { words } from '../text/words.ts';
import classes from './data-table.module.css';
import type { Column } from './table-column.ts';
import type { Arranged } from './table-rows.ts';

interface TableRowProps<Row> {
  row: Row;
  rowKey: string;
  id: string;
  index: number;
  startPx: number;
  tracks: string;
  columns: readonly Column<Row>[];
  isSelected: boolean;
  isActive: boolean;
  actions: ((row: Row) => ReactNode) | undefined;
  onToggle(key: string): void;
  /** A click on the row, but not on what can be clicked in it. */
  onClick(index: number, isOnControl: boolean): void;
}

function TableRowOf<Row>(props: TableRowProps<Row>) {
  const { row, rowKey, id, index, startPx, tracks, columns, isSelected, isActive, actions } = props;
  return (
    <div
      id={id}
      className={classes['row']}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-active={isActive || undefined}
      data-key={rowKey}
      style={{ gridTemplateColumns: tracks, transform: `translateY(${startPx}px)` }}
      onClick={({ target, currentTarget }) => {
        // A click in a menu or dialog of the row's bubbles here, though it is elsewhere on the page.
        const isHere = target instanceof Element && currentTarget.contains(target);
        if (isHere) props.onClick(index, target.closest('a,button,input,label') !== null);
      }}
    >
      <div role="gridcell" className={classes['check']}>
        <Checkbox
          size="xs"
          aria-label={words.select}
          checked={isSelected}
          onChange={() => props.onToggle(rowKey)}
        />
      </div>
      {columns.map((column) => (
        <div key={column.key} role="gridcell" className={classes['cell']} data-align={column.align}>
          {column.render(row)}
        </div>
      ))}
      {actions !== undefined && (
        <div role="gridcell" className={classes['actions']}>
          {actions(row)}
        </div>
      )}
    </div>
  );
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- memo forgets that the component is generic
export const TableRow = memo(TableRowOf) as typeof TableRowOf;

export function GroupRow({
  group,
  tracks,
  startPx,
}: {
  group: Extract<Arranged<unknown>, { kind: 'group' }>;
  tracks: string;
  startPx: number;
}) {
  return (
    <div
      className={classes['group']}
      role="row"
      style={{ gridTemplateColumns: tracks, transform: `translateY(${startPx}px)` }}
    >
      <div role="gridcell" className={classes['groupName']}>
        {group.name} <span className={classes['count']}>{group.count}</span>
      </div>
    </div>
  );
}
