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
import { networksText } from '../../text/networks.ts';
import { EmptyList } from '../../ui/empty-list.tsx';
import { FoundList } from '../../ui/found-list.tsx';
import { NeedsMachine } from '../../ui/needs-machine.tsx';
import { Page } from '../../ui/page.tsx';
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
  const machine = useMachineName();
  return (
    <FoundList<NetworkRow, NetworkKind>
      label={networksText.title}
      all={all}
      placeholder={networksText.search}
      kinds={KINDS}
      kindLabels={networksText.kinds}
      find={findNetworks}
      count={countKinds}
      columns={NETWORK_COLUMNS}
      keyOf={keyOf}
      nameOf={({ name }) => name}
      actionsOf={(row) => networkActions(machine, row, show)}
      severalActions={(rows) => severalActions(machine, rows)}
      onOpen={show}
      defaultSort={{ column: 'name', direction: 'ascending' }}
      // The engine's own are always there: only the want of a person's own is worth a word about the first one.
      empty={(kind) => (
        <EmptyList
          icon={IconNetwork}
          isFiltered={kind !== 'own' || countKinds(all).own > 0}
          text={networksText}
          make={{ label: networksText.createTitle, run: () => openCreate(machine) }}
        />
      )}
      instead={view === 'map' ? (rows) => <NetworkMap networks={rows} /> : undefined}
    />
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
