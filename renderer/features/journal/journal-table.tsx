// The journal's lines: only those in sight are drawn, each with its time, what happened to what, and why.

import { Badge, Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode } from 'react';
import type { JournalEntry } from '../../../preload/contract/host.ts';
import { containerRows } from '../../client/lists.ts';
import { useNow } from '../../client/use-now.ts';
import { journalText } from '../../text/journal.ts';
import { formatAgo, formatMoment, plainText, shortenIds } from '../../ui/format.ts';
import { meaningOf, subjectName } from './journal-entries.ts';
import classes from './journal-table.module.css';

const ROW_PX = 44;
const TITLES = [
  journalText.time,
  journalText.kind,
  journalText.what,
  journalText.name,
  journalText.detail,
  journalText.machine,
] as const;

interface JournalTableProps {
  entries: readonly JournalEntry[];
  /** In place of the lines where there are none. */
  empty: ReactNode;
}

export function JournalTable({ entries, empty }: JournalTableProps) {
  const viewport = useRef<HTMLDivElement>(null);
  const nowMs = useNow();
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => viewport.current,
    getItemKey: (index) => entries[index]?.id ?? index,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  return (
    <div
      ref={viewport}
      className={classes['viewport']}
      role="table"
      aria-label={journalText.title}
      aria-rowcount={entries.length + 1}
      tabIndex={0}
    >
      <div className={classes['head']} role="row" aria-rowindex={1}>
        {TITLES.map((title) => (
          <div key={title} role="columnheader">
            {title}
          </div>
        ))}
      </div>
      {entries.length === 0 && empty}
      <div className={classes['body']} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const entry = entries[index];
          if (entry === undefined) return null;
          return <Line key={key} entry={entry} index={index} start={start} nowMs={nowMs} />;
        })}
      </div>
    </div>
  );
}

interface LineProps {
  entry: JournalEntry;
  index: number;
  start: number;
  nowMs: number;
}

function Line({ entry, index, start, nowMs }: LineProps) {
  const { at, subject, action, machine = '' } = entry;
  const name = shortenIds(entry.name, containerName);
  const detail = shortenIds(entry.detail ?? '', containerName);
  const atMs = Date.parse(at);
  const meaning = meaningOf(action);
  return (
    <div
      className={classes['row']}
      role="row"
      aria-rowindex={index + 2}
      data-subject={subject}
      data-action={action}
      style={{ transform: `translateY(${start}px)` }}
    >
      <div role="cell">
        <span className={classes['moment']}>{formatMoment(atMs)}</span>
        <Text size="xs" c="dimmed">
          {formatAgo(atMs, nowMs)}
        </Text>
      </div>
      <div role="cell">
        <Badge variant="default" size="sm" tt="none" fw={500}>
          {plainText(subjectName(subject))}
        </Badge>
      </div>
      <div role="cell">
        {plainText(meaning)}
        {meaning !== action && (
          <Text span size="xs" c="dimmed">
            {' '}
            {plainText(action)}
          </Text>
        )}
      </div>
      <div role="cell" title={plainText(name)}>
        {plainText(name)}
      </div>
      <div role="cell" title={plainText(detail)}>
        {plainText(detail)}
      </div>
      <div role="cell">{plainText(machine)}</div>
    </div>
  );
}

/** Of a container that is still there. */
function containerName(id: string): string | undefined {
  return containerRows.getState().byKey.get(id)?.name;
}
