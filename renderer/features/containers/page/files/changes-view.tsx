// What a container's files differ in from its image: added, changed, removed.

import { Center, Loader, Text, TextInput } from '@mantine/core';
import { IconArrowsDiff, IconSearch } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { ContainerRow, FileChange } from '../../../../../preload/contract/containers.ts';
import { api } from '../../../../client/api.ts';
import { useAnswer } from '../../../../client/use-answer.ts';
import { filesText } from '../../../../text/container-files.ts';
import { words } from '../../../../text/words.ts';
import { CopyText } from '../../../../ui/command-line.tsx';
import { DataTable, type Column } from '../../../../ui/data-table.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { ErrorNote } from '../../../../ui/error-note.tsx';
import { plainText } from '../../../../ui/format.ts';
import { useMachineName } from '../../../machines/use-machine.ts';
import classes from './files.module.css';

const SIGNS: Readonly<Record<FileChange['kind'], string>> = { added: '+', changed: '~', removed: '−' };

const COLUMNS: readonly Column<FileChange>[] = [
  {
    key: 'kind',
    title: filesText.kind,
    width: '120px',
    sortBy: ({ kind }) => kind,
    render: ({ kind }) => (
      <span data-change={kind}>
        {SIGNS[kind]} {filesText.changeKinds[kind]}
      </span>
    ),
  },
  {
    key: 'path',
    title: filesText.path,
    width: 'minmax(200px, 1fr)',
    sortBy: ({ path }) => path,
    render: ({ path }) => <span className={classes['mono']}>{plainText(path)}</span>,
  },
];

const NONE: ReadonlySet<string> = new Set();

export function ChangesView({ row, choice }: { row: ContainerRow; choice: ReactNode }) {
  const machine = useMachineName();
  const [search, setSearch] = useState('');
  const answer = useAnswer(
    (signal) => api().containers.changes({ machine, id: row.id }, signal),
    [machine, row.id],
  );
  const changes = answer.kind === 'given' ? answer.value.changes : undefined;
  const found = useMemo(() => changes?.filter(({ path }) => path.includes(search)) ?? [], [changes, search]);
  return (
    <>
      <div className={classes['bar']}>
        {choice}
        <TextInput
          size="xs"
          w={260}
          type="search"
          aria-label={filesText.searchChanges}
          placeholder={filesText.searchChanges}
          leftSection={<IconSearch size={14} />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <Text size="xs" c="dimmed" flex={1} role="status">
          {changes !== undefined && filesText.count(found.length)}
          {answer.kind === 'given' && answer.value.truncated && ` · ${filesText.truncated}`}
        </Text>
        <CopyText text={`docker diff ${row.name}`} label={filesText.copyCommand} />
      </div>
      {answer.kind === 'waiting' && (
        <Center flex={1}>
          <Loader aria-label={words.loading} />
        </Center>
      )}
      {answer.kind === 'failed' && <ErrorNote title={filesText.changesFailed} error={answer.error} />}
      {answer.kind === 'given' && (
        <DataTable
          label={filesText.changes}
          rows={found}
          columns={COLUMNS}
          keyOf={({ path }) => path}
          selected={NONE}
          onSelect={() => {}}
          defaultSort={{ column: 'path', direction: 'ascending' }}
          empty={<NoChanges isSearch={search !== ''} />}
        />
      )}
    </>
  );
}

function NoChanges({ isSearch }: { isSearch: boolean }) {
  if (isSearch) return <Empty icon={IconArrowsDiff} title={words.nothingFound} />;
  return (
    <Empty icon={IconArrowsDiff} title={filesText.noChanges}>
      {filesText.noChangesWhy}
    </Empty>
  );
}
