// Every volume of the machine: found, sorted, measured, made, acted on, and looked into.

import { Button, Tooltip } from '@mantine/core';
import { IconDatabase, IconEraser, IconPlus, IconRestore, IconRuler2 } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { VolumeRow } from '../../../preload/contract/volumes.ts';
import { useCommands } from '../../client/commands.ts';
import { volumeRows } from '../../client/lists.ts';
import { volumesText } from '../../text/volumes.ts';
import { EmptyList } from '../../ui/empty-list.tsx';
import { FoundList } from '../../ui/found-list.tsx';
import { NeedsMachine } from '../../ui/needs-machine.tsx';
import { PageMenu } from '../../ui/page-menu.tsx';
import { Page } from '../../ui/page.tsx';
import { useMachineName } from '../machines/use-machine.ts';
import { openRestore } from './archive-forms.tsx';
import { openCreate } from './create-form.tsx';
import { openPrune } from './remove-volumes.tsx';
import { measureSizes, sizesStore, sumOf } from './sizes.ts';
import { severalActions, volumeActions, type DrawerView } from './volume-actions.ts';
import { volumeColumns } from './volume-columns.tsx';
import { VolumeDrawer } from './volume-drawer.tsx';
import { countKinds, findVolumes, type VolumeKind } from './volume-rows.ts';

const KINDS = ['all', 'used', 'unused'] as const;

export function VolumesPage({ open }: { open?: string | undefined }) {
  const { phase, all } = useStore(volumeRows);
  const machine = useMachineName();
  const sizes = useStore(sizesStore, (state) => (state.machine === machine ? state.sizes : undefined));
  const [, go] = useLocation();
  const [view, setView] = useState<DrawerView>('details');
  usePageCommands(machine);
  const show = (name: string, next: DrawerView) => {
    setView(next);
    go(`/volumes/${encodeURIComponent(name)}`);
  };
  const subtitle =
    sizes === undefined
      ? volumesText.summary(all.length)
      : volumesText.summaryWithSize(all.length, sumOf(sizes));
  return (
    <Page
      title={volumesText.title}
      subtitle={phase === 'live' ? subtitle : undefined}
      actions={phase === 'live' && <PageActions machine={machine} />}
    >
      <NeedsMachine phase={phase}>
        <VolumeList show={show} />
        <VolumeDrawer
          name={open === undefined ? undefined : decodeURIComponent(open)}
          view={view}
          onView={setView}
          onClose={() => go('/volumes')}
        />
      </NeedsMachine>
    </Page>
  );
}

function VolumeList({ show }: { show(name: string, view: DrawerView): void }) {
  const all = useStore(volumeRows, (state) => state.all);
  const machine = useMachineName();
  const sizes = useStore(sizesStore, (state) => (state.machine === machine ? state.sizes : undefined));
  const columns = useMemo(() => volumeColumns(sizes), [sizes]);
  return (
    <FoundList<VolumeRow, VolumeKind>
      label={volumesText.title}
      all={all}
      placeholder={volumesText.search}
      kinds={KINDS}
      kindLabels={volumesText.kinds}
      find={findVolumes}
      count={countKinds}
      columns={columns}
      keyOf={keyOf}
      nameOf={keyOf}
      actionsOf={(row) => volumeActions(machine, row, show)}
      severalActions={(rows) => severalActions(machine, rows)}
      onOpen={({ name }) => show(name, 'details')}
      defaultSort={{ column: 'name', direction: 'ascending' }}
      empty={() => (
        <EmptyList
          icon={IconDatabase}
          isFiltered={all.length > 0}
          text={volumesText}
          make={{ label: volumesText.createTitle, run: () => openCreate(machine) }}
        />
      )}
    />
  );
}

function keyOf({ name }: VolumeRow): string {
  return name;
}

function usePageCommands(machine: MachineName): void {
  const commands = useMemo(() => {
    const group = volumesText.title;
    return [
      {
        id: 'volumes.create',
        label: volumesText.createTitle,
        group,
        keys: 'n',
        run: () => openCreate(machine),
      },
      { id: 'volumes.measure', label: volumesText.measure, group, run: () => void measureSizes(machine) },
      { id: 'volumes.prune', label: volumesText.pruneTitle, group, run: () => openPrune(machine) },
      { id: 'volumes.restore', label: volumesText.restoreTitle, group, run: () => openRestore(machine, '') },
    ];
  }, [machine]);
  useCommands(commands);
}

function PageActions({ machine }: { machine: MachineName }) {
  const text = volumesText.actions;
  const restore = { label: text.restore, icon: IconRestore, run: () => openRestore(machine, '') };
  const prune = { label: text.prune, icon: IconEraser, run: () => openPrune(machine) };
  return (
    <>
      <Tooltip label={volumesText.measureWhy}>
        <Button
          variant="default"
          leftSection={<IconRuler2 size={16} />}
          onClick={() => void measureSizes(machine)}
        >
          {volumesText.measure}
        </Button>
      </Tooltip>
      <Button leftSection={<IconPlus size={16} />} onClick={() => openCreate(machine)}>
        {text.create}
      </Button>
      <PageMenu label={volumesText.title} actions={[restore, prune]} />
    </>
  );
}
