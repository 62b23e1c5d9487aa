// What the engine says of a thing, as a tree to open or as raw JSON; both are searched by the same field.

import { Button, Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { inspectText } from '../text/inspect.ts';
import { CopyText } from './command-line.tsx';
import { plainText } from './format.ts';
import { findInTree, treeLines } from './inspect-tree.ts';
import { InspectLines } from './inspect-lines.tsx';
import classes from './inspect-view.module.css';

/** @param label names the thing, for those who do not see the page */
export function InspectView({ value, label }: { value: unknown; label: string }) {
  const [view, setView] = useState<'tree' | 'raw'>('tree');
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const raw = useMemo(() => JSON.stringify(value, null, 2) ?? '', [value]);
  return (
    <div className={classes['view']}>
      <Group className={classes['tools']} gap="xs">
        <SegmentedControl
          size="xs"
          aria-label={inspectText.view}
          value={view}
          onChange={(next) => setView(next === 'raw' ? 'raw' : 'tree')}
          data={[
            { value: 'tree', label: inspectText.tree },
            { value: 'raw', label: inspectText.raw },
          ]}
        />
        <TextInput
          size="xs"
          flex={1}
          maw={360}
          aria-label={inspectText.search}
          placeholder={inspectText.search}
          leftSection={<IconSearch size={14} />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <CopyText text={raw} label={inspectText.copyAll} />
      </Group>
      {view === 'tree' ? (
        <Tree value={value} search={wanted} label={label} />
      ) : (
        <Raw text={raw} search={wanted} label={label} />
      )}
    </div>
  );
}

function Tree({ value, search, label }: { value: unknown; search: string; label: string }) {
  /** Paths whose state is not the one they begin with: shallow ones open, the others closed. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState<boolean>();
  const found = useMemo(() => (search === '' ? undefined : findInTree(value, search)), [value, search]);
  const lines = useMemo(() => {
    const isOpen = (path: string, depth: number) => (all ?? depth < 1) !== turned.has(path);
    const shown = treeLines(value, (path, depth) => found?.open.has(path) ?? isOpen(path, depth));
    return found === undefined
      ? shown
      : shown.filter(({ path }) => found.hits.has(path) || found.open.has(path));
  }, [value, found, turned, all]);
  const turn = (path: string) => {
    const next = new Set(turned);
    if (!next.delete(path)) next.add(path);
    setTurned(next);
  };
  const turnAll = (open: boolean) => {
    setAll(open);
    setTurned(new Set());
  };
  return (
    <>
      <Group gap="xs" className={classes['tools']}>
        <Button size="compact-xs" variant="default" onClick={() => turnAll(true)}>
          {inspectText.expandAll}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => turnAll(false)}>
          {inspectText.collapseAll}
        </Button>
        {found !== undefined && (
          <Text size="xs" c="dimmed" role="status">
            {found.hits.size === 0 ? inspectText.nothing : inspectText.found(found.hits.size)}
          </Text>
        )}
      </Group>
      <InspectLines lines={lines} label={label} hits={found?.hits} onTurn={turn} />
    </>
  );
}

function Raw({ text, search, label }: { text: string; search: string; label: string }) {
  const lines = useMemo(() => text.split('\n'), [text]);
  const wanted = search.toLowerCase();
  const isHit = (line: string) => wanted !== '' && line.toLowerCase().includes(wanted);
  return (
    <>
      {wanted !== '' && (
        <Text size="xs" c="dimmed" role="status" className={classes['tools']}>
          {inspectText.found(lines.filter(isHit).length)}
        </Text>
      )}
      <pre className={classes['raw']} tabIndex={0} aria-label={label} role="region">
        {lines.map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a line is nothing but its place
          <div key={index} data-hit={isHit(line) || undefined}>
            {plainText(line)}
          </div>
        ))}
      </pre>
    </>
  );
}
