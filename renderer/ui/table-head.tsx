// A table's head: everything selected at once, and each column's name, by which it is sorted.

import { Checkbox, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { words } from '../text/words.ts';
import classes from './data-table.module.css';
import type { Column } from './table-column.ts';
import type { Sorting } from './table-rows.ts';

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[];
  tracks: string;
  sorting: Sorting | undefined;
  onSort(sorting: Sorting): void;
  count: number;
  selectedCount: number;
  onSelectAll(isWanted: boolean): void;
  hasActions: boolean;
}

export function TableHead<Row>(props: TableHeadProps<Row>) {
  const { columns, tracks, sorting, onSort, count, selectedCount, onSelectAll, hasActions } = props;
  return (
    <div className={classes['head']} role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks }}>
      <div role="columnheader" className={classes['check']}>
        <Checkbox
          size="xs"
          aria-label={words.selectAll}
          checked={count > 0 && selectedCount >= count}
          indeterminate={selectedCount > 0 && selectedCount < count}
          onChange={({ currentTarget }) => onSelectAll(currentTarget.checked)}
        />
      </div>
      {columns.map((column) => (
        <HeadCell key={column.key} column={column} sorting={sorting} onSort={onSort} />
      ))}
      {hasActions && (
        <div role="columnheader">
          <VisuallyHidden>{words.actions}</VisuallyHidden>
        </div>
      )}
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
