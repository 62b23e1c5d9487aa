// A log's lines: only those in sight are drawn; the view stays with the newest until somebody scrolls up.

import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import { logsText } from '../../../../text/container-logs.ts';
import { LogLineView, type LogLook } from './log-line.tsx';
import type { LogEntry, LogRing } from './log-ring.ts';
import { hitIndex, type LogHit } from './log-search.ts';
import classes from './logs.module.css';
import { useStickToEnd } from './use-stick-to-end.ts';

interface LogLinesProps {
  label: string;
  ring: LogRing;
  /** The lines there are, by number. */
  first: number;
  end: number;
  look: LogLook;
  hits: readonly LogHit[];
  /** Only lines with a finding; the hits are the rows. */
  onlyHits: boolean;
  /** The line to be brought into sight; a new object for each time. */
  target: { line: number } | undefined;
  /** In place of the lines where there are none. */
  empty: ReactNode;
}

const ROW_PX = 20;

export function LogLines(props: LogLinesProps) {
  const { label, ring, first, end, look, hits, onlyHits, target, empty } = props;
  const viewport = useRef<HTMLDivElement>(null);
  const lineAt = (index: number) => (onlyHits ? (hits[index]?.line ?? 0) : first + index);
  const virtual = useVirtualizer({
    count: onlyHits ? hits.length : end - first,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_PX,
    // Heights are remembered by line; where all are alike, a hundred thousand keys a frame would cost more than the rest.
    ...(look.isWrapped ? { getItemKey: lineAt } : {}),
    overscan: 15,
  });
  const total = virtual.getTotalSize();
  const { isAtEnd, toEnd, leaveEnd } = useStickToEnd(viewport, total, onlyHits ? 0 : first * ROW_PX);
  // Heights that were measured while lines were wrapped are none of those that are not.
  useEffect(() => virtual.measure(), [virtual, look.isWrapped]);
  useEffect(() => {
    if (target === undefined) return;
    leaveEnd();
    const index = onlyHits ? hitIndex(hits, target.line) : target.line - first;
    virtual.scrollToIndex(index, { align: 'center' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- lines that come do not move the view back to it
  }, [target]);
  const rows = virtual.getVirtualItems().map(({ index, start }) => {
    const line = lineAt(index);
    const entry = ring.at(line);
    if (entry === undefined) return null;
    const place = { ref: look.isWrapped ? virtual.measureElement : undefined, index, line, start };
    const isTarget = target?.line === line;
    return <Row key={line} {...place} {...{ entry, look, isTarget }} ranges={rangesOf(hits, line)} />;
  });
  return (
    <div className={classes['frame']}>
      <div
        ref={viewport}
        className={classes['viewport']}
        role="log"
        aria-live="off"
        aria-label={label}
        tabIndex={0}
      >
        {rows.length === 0 && empty}
        <div className={classes['lines']} data-wrap={look.isWrapped || undefined} style={{ height: total }}>
          {rows}
        </div>
      </div>
      {!isAtEnd && <ToNewest onClick={toEnd} />}
    </div>
  );
}

function ToNewest({ onClick }: { onClick(): void }) {
  return (
    <Button
      className={classes['newest'] ?? ''}
      size="xs"
      radius="xl"
      leftSection={<IconArrowDown size={14} />}
      onClick={onClick}
    >
      {logsText.newest}
    </Button>
  );
}

interface RowProps {
  ref: ((element: HTMLDivElement | null) => void) | undefined;
  index: number;
  line: number;
  start: number;
  isTarget: boolean;
  entry: LogEntry;
  look: LogLook;
  ranges: readonly number[] | undefined;
}

function Row({ ref, index, line, start, isTarget, entry, look, ranges }: RowProps) {
  return (
    <div
      ref={ref}
      data-index={index}
      data-line={line}
      data-target={isTarget || undefined}
      className={classes['line']}
      style={{ transform: `translateY(${start}px)` }}
    >
      <LogLineView entry={entry} look={look} ranges={ranges} />
    </div>
  );
}

function rangesOf(hits: readonly LogHit[], line: number): readonly number[] | undefined {
  const hit = hits[hitIndex(hits, line)];
  return hit?.line === line ? hit.ranges : undefined;
}
