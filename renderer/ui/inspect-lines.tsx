// The lines of a tree: only those in sight are drawn; arrows move, open and close.

import { UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { inspectText } from '../text/inspect.ts';
import { CopyText } from './command-line.tsx';
import { plainText } from './format.ts';
import type { TreeLine } from './inspect-tree.ts';
import classes from './inspect-view.module.css';

interface InspectLinesProps {
  lines: readonly TreeLine[];
  label: string;
  hits: ReadonlySet<string> | undefined;
  onTurn(path: string): void;
}

const ROW_PX = 26;
/** An environment or a certificate in one value: the whole is copied, its beginning shown. */
const MOST_SHOWN = 2_000;

export function InspectLines({ lines, label, hits, onTurn }: InspectLinesProps) {
  const viewport = useRef<HTMLDivElement>(null);
  const id = useId();
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_PX,
    overscan: 20,
  });
  const { active, move, onKeyDown } = useKeys(lines, (index) => virtual.scrollToIndex(index), onTurn);
  return (
    <div
      ref={viewport}
      role="tree"
      aria-label={label}
      tabIndex={0}
      className={classes['lines']}
      aria-activedescendant={lines[active] === undefined ? undefined : `${id}${active}`}
      onKeyDown={onKeyDown}
    >
      <div role="none" className={classes['all']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          const place = { transform: `translateY(${start}px)`, paddingLeft: 8 + line.depth * 18 };
          const attributes = lineAttributes(line, index === active, hits?.has(line.path) === true);
          return (
            <div
              key={line.path}
              id={`${id}${index}`}
              {...attributes}
              style={place}
              onClick={() => move(index)}
            >
              <Line line={line} onTurn={onTurn} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** One line is the active one; keys move it, open it and close it. */
function useKeys(
  lines: readonly TreeLine[],
  showLine: (index: number) => void,
  onTurn: (path: string) => void,
) {
  const [active, setActive] = useState(0);
  const move = (to: number) => {
    const index = Math.max(0, Math.min(lines.length - 1, to));
    setActive(index);
    showLine(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = keyStep(event.key, active, lines.length);
    const line = lines[active];
    if (to !== undefined) move(to);
    else if (line !== undefined && turns(event.key, line)) onTurn(line.path);
    else return;
    event.preventDefault();
  };
  return { active, move, onKeyDown };
}

function lineAttributes({ depth, size, isOpen }: TreeLine, isActive: boolean, isHit: boolean) {
  return {
    className: classes['line'],
    role: 'treeitem',
    'aria-level': depth + 1,
    'aria-expanded': size === 0 ? undefined : isOpen,
    'aria-selected': isActive,
    'data-active': isActive || undefined,
    'data-hit': isHit || undefined,
  };
}

/** Where a key leads to; undefined for a key that leads nowhere. */
function keyStep(key: string, active: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}

function turns(key: string, { size, isOpen }: TreeLine): boolean {
  return size > 0 && (key === 'Enter' || key === (isOpen ? 'ArrowLeft' : 'ArrowRight'));
}

function Line({ line, onTurn }: { line: TreeLine; onTurn(path: string): void }) {
  const { key, kind, text, size, isOpen, path, value } = line;
  if (text === undefined) {
    const summary = kind === 'array' ? inspectText.items(size) : inspectText.members(size);
    return (
      <UnstyledButton
        className={classes['turn']}
        tabIndex={-1}
        disabled={size === 0}
        onClick={() => onTurn(path)}
      >
        <span className={classes['arrow']} aria-hidden>
          {size === 0 ? '' : isOpen ? '▾' : '▸'}
        </span>
        <span className={classes['key']}>{plainText(key)}</span>
        <span className={classes['summary']}>{summary}</span>
      </UnstyledButton>
    );
  }
  return (
    <>
      <span className={classes['arrow']} aria-hidden />
      <span className={classes['key']}>{plainText(key)}</span>
      <span className={classes['value']} data-kind={kind}>
        {plainText(text.slice(0, MOST_SHOWN))}
      </span>
      <span className={classes['copy']}>
        <CopyText
          text={typeof value === 'string' ? value : text}
          label={`${inspectText.copyValue}: ${plainText(key)}`}
        />
      </span>
    </>
  );
}
