// One container: what it says, what it uses, what is in it.

import { Center, Loader, Tabs } from '@mantine/core';
import {
  IconChartLine,
  IconCode,
  IconFileText,
  IconFolder,
  IconListDetails,
  IconTerminal2,
  type TablerIcon,
} from '@tabler/icons-react';
import { lazy, Suspense, useState, type ComponentType } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { ContainerRow } from '../../../preload/contract/containers.ts';
import { containerRows } from '../../client/lists.ts';
import { containerText } from '../../text/container.ts';
import { words } from '../../text/words.ts';
import { NeedsMachine } from '../../ui/needs-machine.tsx';
import { Page } from '../../ui/page.tsx';
import { ContainerActions, ContainerFacts, ContainerTitle } from './page/container-header.tsx';
import classes from './page/container-page.module.css';
import { DetailsTab } from './page/details/details-tab.tsx';
import { InspectTab } from './page/details/inspect-tab.tsx';
import { FilesTab } from './page/files/files-tab.tsx';
import { GoneView } from './page/gone-view.tsx';
import { LogsTab } from './page/logs/logs-tab.tsx';

// The terminal and the charts are half of the page's weight, and most visits need neither.
const TerminalTab = lazy(async () => ({
  default: (await import('./page/terminal/terminal-tab.tsx')).TerminalTab,
}));
const StatsTab = lazy(async () => ({ default: (await import('./page/stats/stats-tab.tsx')).StatsTab }));

type TabName = keyof typeof containerText.tab;

const TABS: readonly { name: TabName; icon: TablerIcon; content: ComponentType<{ row: ContainerRow }> }[] = [
  { name: 'logs', icon: IconFileText, content: LogsTab },
  { name: 'terminal', icon: IconTerminal2, content: TerminalTab },
  { name: 'stats', icon: IconChartLine, content: StatsTab },
  { name: 'files', icon: IconFolder, content: FilesTab },
  { name: 'details', icon: IconListDetails, content: DetailsTab },
  { name: 'inspect', icon: IconCode, content: InspectTab },
];

export function ContainerPage({ id, tab }: { id: string; tab: string }) {
  const phase = useStore(containerRows, (rows) => rows.phase);
  const row = useStore(
    containerRows,
    ({ byKey, all }) => byKey.get(id) ?? all.find(({ name }) => name === id),
  );
  // Its name is still to be told once it is gone.
  const [last, setLast] = useState(row);
  if (row !== undefined && row !== last) setLast(row);
  if (row === undefined) {
    return (
      <Page title={<ContainerTitle name={last?.name ?? id} />}>
        <NeedsMachine phase={phase}>
          <GoneView id={id} name={last?.name} />
        </NeedsMachine>
      </Page>
    );
  }
  return (
    <Page
      title={<ContainerTitle name={row.name} />}
      subtitle={<ContainerFacts row={row} />}
      actions={<ContainerActions row={row} />}
    >
      <NeedsMachine phase={phase}>
        <ContainerTabs id={id} row={row} tab={tab} />
      </NeedsMachine>
    </Page>
  );
}

/** @param id as the address has it, name or id: another address would be another page, without its terminals */
function ContainerTabs({ id, row, tab }: { id: string; row: ContainerRow; tab: string }) {
  const [, go] = useLocation();
  const shown = TABS.find(({ name }) => name === tab)?.name ?? 'logs';
  // Terminals go on while something else is looked at.
  const [hasTerminal, setHasTerminal] = useState(false);
  if (shown === 'terminal' && !hasTerminal) setHasTerminal(true);
  return (
    <Tabs
      value={shown}
      onChange={(next) => go(`/containers/${id}/${next ?? 'logs'}`, { replace: true })}
      className={classes['tabs'] ?? ''}
    >
      <Tabs.List aria-label={containerText.tabs} className={classes['list'] ?? ''}>
        {TABS.map(({ name, icon: Icon }) => (
          <Tabs.Tab key={name} value={name} leftSection={<Icon size={16} stroke={1.7} />}>
            {containerText.tab[name]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {TABS.map(({ name, content: Content }) => (
        <Tabs.Panel key={name} value={name} className={classes['panel'] ?? ''} data-shown={name === shown}>
          {(name === shown || (name === 'terminal' && hasTerminal)) && (
            <Suspense fallback={<Waiting />}>
              <Content row={row} />
            </Suspense>
          )}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Waiting() {
  return (
    <Center flex={1}>
      <Loader aria-label={words.loading} />
    </Center>
  );
}
