// A list as its page shows it: searched, narrowed to a kind, selected from, and acted on, one row or many at once.

import { useMemo, useState, type ReactNode } from 'react';
import { DataTable, type DataTableProps } from './data-table.tsx';
import { ListTools } from './list-tools.tsx';
import { RowMenu, type RowAction } from './row-menu.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useSelection } from './use-selection.ts';

interface FoundListProps<Row, Kind extends string> extends Pick<
  DataTableProps<Row>,
  'label' | 'columns' | 'keyOf' | 'onOpen' | 'defaultSort'
> {
  all: readonly Row[];
  placeholder: string;
  /** In their order; the first is shown to begin with. */
  kinds: readonly [Kind, ...Kind[]];
  kindLabels: Readonly<Record<Kind, string>>;
  /** Both pure, and the same function each time. */
  find(all: readonly Row[], search: string, kind: Kind): readonly Row[];
  count(all: readonly Row[]): Readonly<Record<Kind, number>>;
  nameOf(row: Row): string;
  actionsOf(row: Row): readonly RowAction[];
  severalActions(rows: readonly Row[]): readonly RowAction[];
  empty(kind: Kind): ReactNode;
  /** Shows what was found in another way than as a table. */
  instead?: ((rows: readonly Row[]) => ReactNode) | undefined;
}

export function FoundList<Row, Kind extends string>(props: FoundListProps<Row, Kind>) {
  const { all, placeholder, kinds, kindLabels, find, count, instead } = props;
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<Kind>(kinds[0]);
  const rows = useMemo(() => find(all, search, kind), [find, all, search, kind]);
  const counts = useMemo(() => count(all), [count, all]);
  return (
    <>
      <ListTools<Kind>
        placeholder={placeholder}
        search={search}
        onSearch={setSearch}
        kinds={kinds.map((value) => ({ value, label: kindLabels[value], count: counts[value] }))}
        kind={kind}
        onKind={setKind}
      />
      {instead !== undefined && rows.length > 0 ? (
        instead(rows)
      ) : (
        <SelectableRows {...props} rows={rows} kind={kind} />
      )}
    </>
  );
}

interface SelectableRowsProps<Row, Kind extends string> extends FoundListProps<Row, Kind> {
  rows: readonly Row[];
  kind: Kind;
}

function SelectableRows<Row, Kind extends string>(props: SelectableRowsProps<Row, Kind>) {
  const { label, rows, columns, keyOf, onOpen, defaultSort, kind } = props;
  const { selected, select, chosen } = useSelection(rows, keyOf);
  return (
    <>
      <SelectionBar
        count={chosen.length}
        actions={props.severalActions(chosen)}
        onClear={() => select(new Set())}
      />
      <DataTable
        {...{ label, rows, columns, keyOf, selected }}
        {...(onOpen === undefined ? {} : { onOpen })}
        {...(defaultSort === undefined ? {} : { defaultSort })}
        onSelect={select}
        actions={(row) => <RowMenu name={props.nameOf(row)} actions={props.actionsOf(row)} />}
        empty={props.empty(kind)}
      />
    </>
  );
}
