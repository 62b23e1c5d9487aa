// Every network of the machine, as a list or as a map: found, made, joined, left, removed.

import { Button, SegmentedControl } from '@mantine/core';
import { IconEraser, IconNetwork, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { NetworkRow } from '../../../preload/contract/networks.ts';
import { useCommands } from '../../client/commands.ts';
import { networkRows } from '../../client/lists.ts';
import { useSelection } from '../../client/use-selection.ts';
import { networksText } from '../../text/networks.ts';
import { CommandLine } from '../../ui/command-line.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ListTools } from '../../ui/list-tools.tsx';
import { NeedsMachine } from '../../ui/needs-machine.tsx';
import { Page } from '../../ui/page.tsx';
import { RowMenu } from '../../ui/row-menu.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { useMachineName } from '../machines/use-machine.ts';
import { openCreate } from './create-form.tsx';
import { networkActions, severalActions } from './network-actions.ts';
import { NETWORK_COLUMNS } from './network-columns.tsx';
import { NetworkDrawer } from './network-drawer.tsx';
import { NetworkMap } from './network-map.tsx';
import { countContainers, countKinds, findNetworks, type NetworkKind } from './network-rows.ts';
import { pruneNetworks } from './remove-networks.ts';

const KINDS = ['all', 'own', 'builtIn'] as const;
type View = 'list' | 'map';

export function NetworksPage({ open }: { open?: string }) {
  const { phase, all } = useStore(networkRows);
  const machine = useMachineName();
  const [, go] = useLocation();
  const [view, setView] = useState<View>('list');
  usePageCommands(machine, setView);
  return (
    <Page
      title={networksText.title}
      subtitle={phase === 'live' ? networksText.summary(all.length, countContainers(all)) : undefined}
      actions={phase === 'live' && <PageActions machine={machine} view={view} onView={setView} />}
    >
      <NeedsMachine phase={phase}>
        <Networks view={view} show={({ id }) => go(`/networks/${id}`)} />
        <NetworkDrawer
          id={open === undefined ? undefined : decodeURIComponent(open)}
          onClose={() => go('/networks')}
        />
      </NeedsMachine>
    </Page>
  );
}

function Networks({ view, show }: { view: View; show(row: NetworkRow): void }) {
  const all = useStore(networkRows, (state) => state.all);
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<NetworkKind>('all');
  const rows = useMemo(() => findNetworks(all, search, kind), [all, search, kind]);
  const counts = useMemo(() => countKinds(all), [all]);
  return (
    <>
      <ListTools<NetworkKind>
        placeholder={networksText.search}
        search={search}
        onSearch={setSearch}
        kinds={KINDS.map((value) => ({ value, label: networksText.kinds[value], count: counts[value] }))}
        kind={kind}
        onKind={setKind}
      />
      {view === 'map' && rows.length > 0 ? (
        <NetworkMap networks={rows} />
      ) : (
        <NetworkList rows={rows} show={show} isWanting={kind === 'own' && counts.own === 0} />
      )}
    </>
  );
}

interface NetworkListProps {
  rows: readonly NetworkRow[];
  show(row: NetworkRow): void;
  /** There are none of the person's own yet. */
  isWanting: boolean;
}

function NetworkList({ rows, show, isWanting }: NetworkListProps) {
  const machine = useMachineName();
  const { selected, select, chosen } = useSelection(rows, keyOf);
  return (
    <>
      <SelectionBar
        count={chosen.length}
        actions={severalActions(machine, chosen)}
        onClear={() => select(new Set())}
      />
      <DataTable
        label={networksText.title}
        rows={rows}
        columns={NETWORK_COLUMNS}
        keyOf={keyOf}
        selected={selected}
        onSelect={select}
        onOpen={show}
        actions={(row) => <RowMenu name={row.name} actions={networkActions(machine, row, show)} />}
        defaultSort={{ column: 'name', direction: 'ascending' }}
        empty={<NoNetworks isWanting={isWanting} machine={machine} />}
      />
    </>
  );
}

function keyOf({ id }: NetworkRow): string {
  return id;
}

function usePageCommands(machine: MachineName, onView: (view: View) => void): void {
  const commands = useMemo(() => {
    const group = networksText.title;
    const prune = () => pruneNetworks(machine, networkRows.getState().all);
    return [
      {
        id: 'networks.create',
        label: networksText.createTitle,
        group,
        keys: 'n',
        run: () => openCreate(machine),
      },
      { id: 'networks.map', label: networksText.map, group, keys: 'm', run: () => onView('map') },
      { id: 'networks.prune', label: networksText.pruneTitle, group, run: prune },
    ];
  }, [machine, onView]);
  useCommands(commands);
}

interface PageActionsProps {
  machine: MachineName;
  view: View;
  onView(view: View): void;
}

function PageActions({ machine, view, onView }: PageActionsProps) {
  return (
    <>
      <SegmentedControl
        aria-label={networksText.view}
        value={view}
        onChange={(next) => onView(next === 'map' ? 'map' : 'list')}
        data={[
          { value: 'list', label: networksText.views.list },
          { value: 'map', label: networksText.views.map },
        ]}
      />
      <Button
        variant="default"
        leftSection={<IconEraser size={16} />}
        onClick={() => pruneNetworks(machine, networkRows.getState().all)}
      >
        {networksText.actions.prune}
      </Button>
      <Button leftSection={<IconPlus size={16} />} onClick={() => openCreate(machine)}>
        {networksText.actions.create}
      </Button>
    </>
  );
}

function NoNetworks({ isWanting, machine }: { isWanting: boolean; machine: MachineName }) {
  if (!isWanting) return <Empty icon={IconNetwork} title={networksText.noneOfKind} />;
  return (
    <Empty
      icon={IconNetwork}
      title={networksText.none}
      action={
        <>
          <CommandLine line={networksText.noneCommand} />
          <Button onClick={() => openCreate(machine)}>{networksText.createTitle}</Button>
        </>
      }
    >
      {networksText.noneWhy}
    </Empty>
  );
}
