// Every container of the machine: found, sorted, grouped by project, and acted on, one or many at once.

import { Text, TextInput } from '@mantine/core';
import { IconBox, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { ContainerRow } from '../../../preload/contract/containers.ts';
import { containerRows } from '../../client/lists.ts';
import { containersText } from '../../text/containers.ts';
import { words } from '../../text/words.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { formatAgo, plainText } from '../../ui/format.ts';
import { NeedsMachine } from '../../ui/needs-machine.tsx';
import { Page } from '../../ui/page.tsx';

const COLUMNS: readonly Column<ContainerRow>[] = [
  {
    key: 'name',
    title: containersText.name,
    width: 'minmax(140px, 2fr)',
    sortBy: ({ name }) => name,
    render: ({ name }) => plainText(name),
  },
  {
    key: 'image',
    title: containersText.image,
    width: 'minmax(140px, 2fr)',
    sortBy: ({ image }) => image,
    render: ({ image }) => plainText(image),
  },
  {
    key: 'state',
    title: containersText.state,
    width: 'minmax(120px, 1.4fr)',
    sortBy: ({ state }) => state,
    render: ({ status }) => plainText(status),
  },
  {
    key: 'created',
    title: containersText.created,
    width: '120px',
    sortBy: ({ createdMs }) => -createdMs,
    render: ({ createdMs }) => formatAgo(createdMs),
  },
];

export function ContainersPage() {
  const { phase, all } = useStore(containerRows);
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [, go] = useLocation();
  const rows = useMemo(() => all.filter((row) => matches(row, search)), [all, search]);
  return (
    <Page
      title={containersText.title}
      subtitle={
        <Text span size="sm">
          {all.length}
        </Text>
      }
      actions={
        <TextInput
          aria-label={words.search}
          placeholder={containersText.search}
          leftSection={<IconSearch size={16} />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
      }
    >
      <NeedsMachine phase={phase}>
        <DataTable
          label={containersText.title}
          rows={rows}
          columns={COLUMNS}
          keyOf={({ id }) => id}
          groupOf={({ project }) => project}
          selected={selected}
          onSelect={setSelected}
          onOpen={({ id }) => go(`/containers/${id}`)}
          defaultSort={{ column: 'created', direction: 'ascending' }}
          empty={
            <Empty icon={IconBox} title={search === '' ? containersText.none : words.nothingFound}>
              {search === '' ? containersText.noneWhy : undefined}
            </Empty>
          }
        />
      </NeedsMachine>
    </Page>
  );
}

function matches({ name, image, project, ports }: ContainerRow, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return true;
  const texts = [name, image, project ?? '', ...ports.map(({ hostPort }) => String(hostPort ?? ''))];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}
