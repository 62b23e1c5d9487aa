// What keys and clicks do in a table: move, select, open. Its functions stay the same ones, so that rows need not be drawn anew.

import { useCallback, useRef, useState, type KeyboardEvent } from 'react';
import { keyStep } from './table-keys.ts';
import type { Arranged } from './table-rows.ts';

interface Acted<Row> {
  rows: readonly Row[];
  keyOf(row: Row): string;
  selected: ReadonlySet<string>;
  onSelect(selected: ReadonlySet<string>): void;
  onOpen?(row: Row): void;
}

export function useTableActions<Row>(
  table: Acted<Row>,
  items: readonly Arranged<Row>[],
  scrollTo: (index: number) => void,
) {
  const [active, setActive] = useState(0);
  const latest = useRef({ table, items });
  latest.current = { table, items };

  const onToggle = useCallback((key: string) => {
    const next = new Set(latest.current.table.selected);
    if (!next.delete(key)) next.add(key);
    latest.current.table.onSelect(next);
  }, []);
  const onClick = useCallback((index: number, isOnControl: boolean) => {
    setActive(index);
    const item = latest.current.items[index];
    if (!isOnControl && item?.kind === 'row') latest.current.table.onOpen?.(item.row);
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!isForTable(event)) return;
    const { rows, keyOf, selected, onSelect, onOpen } = table;
    const item = items[active];
    const step = keyStep(event, active, items.length);
    if (step !== undefined) {
      const index = Math.max(0, Math.min(items.length - 1, step));
      setActive(index);
      scrollTo(index);
    } else if (event.key === ' ' && item?.kind === 'row') onToggle(keyOf(item.row));
    else if (event.key === 'Enter' && item?.kind === 'row') onOpen?.(item.row);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) onSelect(new Set(rows.map(keyOf)));
    else if (event.key === 'Escape' && selected.size > 0) onSelect(new Set());
    else return;
    event.preventDefault();
  };
  return { active, onToggle, onClick, onKeyDown };
}

/** Not what is pressed in a row's own buttons and boxes, nor in a menu of a row's, which is elsewhere on the page. */
function isForTable({ target, currentTarget }: KeyboardEvent<HTMLElement>): boolean {
  return (
    target instanceof Element &&
    currentTarget.contains(target) &&
    (target === currentTarget || target.closest('a,button,input') === null)
  );
}
