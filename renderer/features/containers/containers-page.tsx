// Every container of the machine: found, sorted, grouped by project, and acted on, one or many at once.

import { useDeferredValue, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { ContainerRow } from '../../../preload/contract/containers.ts';
import { containerRows } from '../../client/lists.ts';
import { keepPreference, preferences } from '../../client/preferences.ts';
import { containersText } from '../../text/containers.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { ListTools } from '../../ui/list-tools.tsx';
import { NeedsMachine } from '../../ui/needs-machine.tsx';
import { Page } from '../../ui/page.tsx';
import { useMachineName } from '../machines/use-machine.ts';
import { askPrune } from './actions/ask-prune.ts';
import { isPrunable } from './actions/possible.ts';
import { CONTAINER_COLUMNS } from './list/columns.tsx';
import { countByTab, filterContainers, stillSelected, TABS, type Tab } from './list/filter.ts';
import { FirstContainer, NothingShown } from './list/no-containers.tsx';
import { GroupSwitch, PageActions } from './list/page-actions.tsx';
import { RowActions } from './list/row-actions.tsx';
import { SelectionBar } from './list/selection-bar.tsx';
import { useUsage } from './list/usage.ts';

const idOf = ({ id }: ContainerRow) => id;
const projectOf = ({ project }: ContainerRow) => project;
const actionsOf = (row: ContainerRow) => <RowActions row={row} />;

export function ContainersPage() {
  const { phase, all, byKey } = useStore(containerRows);
  const view = useView(all);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const chosen = useMemo(() => stillSelected(byKey, selected), [byKey, selected]);
  const chosenIds = useMemo(() => new Set(chosen.map(idOf)), [chosen]);
  const [, go] = useLocation();
  const machine = useMachineName();
  useUsage(machine, phase === 'live');
  return (
    <Page
      title={containersText.title}
      subtitle={phase === 'live' ? containersText.count(view.rows.length, all.length) : undefined}
      actions={
        phase === 'live' && (
          <PageActions
            onPrune={all.some(isPrunable) ? () => askPrune(machine) : undefined}
            onRun={() => go('/run')}
          />
        )
      }
    >
      <NeedsMachine phase={phase}>
        <Tools {...view} />
        <SelectionBar rows={chosen} onSelect={setSelected} />
        <DataTable
          label={containersText.title}
          rows={view.rows}
          columns={CONTAINER_COLUMNS}
          keyOf={idOf}
          {...(view.isGrouped ? { groupOf: projectOf } : {})}
          selected={chosenIds}
          onSelect={setSelected}
          onOpen={({ id }) => go(`/containers/${id}`)}
          actions={actionsOf}
          defaultSort={{ column: 'created', direction: 'ascending' }}
          empty={all.length === 0 ? <FirstContainer onRun={() => go('/run')} /> : <NothingShown {...view} />}
        />
      </NeedsMachine>
    </Page>
  );
}

function Tools({ tab, setTab, search, setSearch, counts, isGrouped }: ReturnType<typeof useView>) {
  return (
    <ListTools<Tab>
      placeholder={containersText.search}
      field="text"
      search={search}
      onSearch={setSearch}
      kinds={TABS.map((value) => ({ value, label: containersText.filters[value], count: counts[value] }))}
      kind={tab}
      onKind={setTab}
    >
      <GroupSwitch isOn={isGrouped} onTurn={(groupContainers) => keepPreference({ groupContainers })} />
    </ListTools>
  );
}

/** Which of all containers are shown, and how. */
function useView(all: readonly ContainerRow[]) {
  const [tab, setTab] = useState<Tab>('all');
  const [search, setSearch] = useState('');
  const isGrouped = useStore(preferences, ({ groupContainers }) => groupContainers);
  // Typing goes before drawing: with ten thousand rows the list may come a moment later.
  const wanted = useDeferredValue(search);
  const rows = useMemo(() => filterContainers(all, tab, wanted), [all, tab, wanted]);
  const counts = useMemo(() => countByTab(all), [all]);
  const onClear = () => {
    setTab('all');
    setSearch('');
  };
  return { tab, setTab, search, setSearch, isGrouped, rows, counts, onClear };
}
