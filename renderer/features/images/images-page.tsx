// Every image of the machine: found, sorted, got, and acted on, one or many at once.

import { Button } from '@mantine/core';
import { IconDownload, IconEraser, IconFileImport, IconPackageImport, IconStack2 } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { ImageRow } from '../../../preload/contract/images.ts';
import { useCommands } from '../../client/commands.ts';
import { imageRows } from '../../client/lists.ts';
import { useSelection } from '../../client/use-selection.ts';
import { imagesText } from '../../text/images.ts';
import { CommandLine } from '../../ui/command-line.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ListTools } from '../../ui/list-tools.tsx';
import { NeedsMachine } from '../../ui/needs-machine.tsx';
import { Page } from '../../ui/page.tsx';
import { PageMenu } from '../../ui/page-menu.tsx';
import { RowMenu } from '../../ui/row-menu.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { useMachineName } from '../machines/use-machine.ts';
import { openImport, openLoad } from './archive-forms.tsx';
import { imageActions, severalActions } from './image-actions.ts';
import { IMAGE_COLUMNS } from './image-columns.tsx';
import { countKinds, findImages, imageName, totalBytes, type ImageKind } from './image-rows.ts';
import { openPull } from './pull-form.tsx';
import { openPrune } from './remove-form.tsx';

const KINDS = ['all', 'used', 'unused', 'dangling'] as const;

export function ImagesPage() {
  const { phase, all } = useStore(imageRows);
  const machine = useMachineName();
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<ImageKind>('all');
  const rows = useMemo(() => findImages(all, search, kind), [all, search, kind]);
  const counts = useMemo(() => countKinds(all), [all]);
  const { selected, select, chosen } = useSelection(rows, keyOf);
  const [, go] = useLocation();
  usePageCommands(machine);
  return (
    <Page
      title={imagesText.title}
      subtitle={phase === 'live' ? imagesText.summary(all.length, totalBytes(all)) : undefined}
      actions={phase === 'live' && <PageActions machine={machine} />}
    >
      <NeedsMachine phase={phase}>
        <ListTools<ImageKind>
          placeholder={imagesText.search}
          search={search}
          onSearch={setSearch}
          kinds={KINDS.map((value) => ({ value, label: imagesText.kinds[value], count: counts[value] }))}
          kind={kind}
          onKind={setKind}
        />
        <SelectionBar
          count={chosen.length}
          actions={severalActions(machine, chosen)}
          onClear={() => select(new Set())}
        />
        <DataTable
          label={imagesText.title}
          rows={rows}
          columns={IMAGE_COLUMNS}
          keyOf={keyOf}
          selected={selected}
          onSelect={select}
          onOpen={({ id }) => go(`/images/${id}`)}
          actions={(row) => <RowMenu name={imageName(row)} actions={imageActions(machine, row, go)} />}
          defaultSort={{ column: 'created', direction: 'ascending' }}
          empty={<NoImages isFiltered={all.length > 0} machine={machine} />}
        />
      </NeedsMachine>
    </Page>
  );
}

function keyOf({ id }: ImageRow): string {
  return id;
}

function usePageCommands(machine: MachineName): void {
  const commands = useMemo(
    () => [
      {
        id: 'images.pull',
        label: imagesText.pullTitle,
        group: imagesText.title,
        keys: 'n',
        run: () => openPull(machine),
      },
      {
        id: 'images.load',
        label: imagesText.loadTitle,
        group: imagesText.title,
        run: () => openLoad(machine),
      },
      {
        id: 'images.prune',
        label: imagesText.pruneTitle,
        group: imagesText.title,
        run: () => openPrune(machine, imageRows.getState().all),
      },
    ],
    [machine],
  );
  useCommands(commands);
}

function PageActions({ machine }: { machine: MachineName }) {
  const text = imagesText.actions;
  const prune = () => openPrune(machine, imageRows.getState().all);
  return (
    <>
      <Button leftSection={<IconDownload size={16} />} onClick={() => openPull(machine)}>
        {text.pull}
      </Button>
      <Button variant="default" leftSection={<IconEraser size={16} />} onClick={prune}>
        {text.prune}
      </Button>
      <PageMenu
        label={text.more}
        actions={[
          { label: text.load, icon: IconPackageImport, run: () => openLoad(machine) },
          { label: text.import, icon: IconFileImport, run: () => openImport(machine) },
        ]}
      />
    </>
  );
}

function NoImages({ isFiltered, machine }: { isFiltered: boolean; machine: MachineName }) {
  if (isFiltered) return <Empty icon={IconStack2} title={imagesText.noneOfKind} />;
  return (
    <Empty
      icon={IconStack2}
      title={imagesText.none}
      action={
        <>
          <CommandLine line={imagesText.noneCommand} />
          <Button onClick={() => openPull(machine)}>{imagesText.pullTitle}</Button>
        </>
      }
    >
      {imagesText.noneWhy}
    </Empty>
  );
}
