// The window's frame: the pages to the left with their counts, the machine they are about, the page itself.

import { AppShell, NavLink, ScrollArea, Text } from '@mantine/core';
import {
  IconBox,
  IconDatabase,
  IconHistory,
  IconNetwork,
  IconServer2,
  IconStack2,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { useStore } from 'zustand';
import { containerRows, imageRows, networkRows, volumeRows } from './client/lists.ts';
import type { RowsStore } from './client/rows.ts';
import { EngineNotice } from './engine-notice.tsx';
import { ContainerPage } from './features/containers/container-page.tsx';
import { ContainersPage } from './features/containers/containers-page.tsx';
import { ContainerCommands } from './features/containers/list/container-commands.tsx';
import { RunPage } from './features/containers/run/run-page.tsx';
import { RUN_PATH } from './features/containers/run/start-from.ts';
import { ImagePage } from './features/images/image-page.tsx';
import { ImagesPage } from './features/images/images-page.tsx';
import { JournalPage } from './features/journal/journal-page.tsx';
import { MachinePage } from './features/machines/machine-page.tsx';
import { MachinePicker } from './features/machines/machine-picker.tsx';
import { NetworksPage } from './features/networks/networks-page.tsx';
import { Palette } from './features/palette/palette.tsx';
import { VolumesPage } from './features/volumes/volumes-page.tsx';
import { FrameTools } from './frame-tools.tsx';
import classes from './frame.module.css';
import { frameText } from './text/frame.ts';
import { words } from './text/words.ts';
import { TaskList } from './ui/task-list.tsx';

export function Frame() {
  return (
    <Router hook={useHashLocation}>
      <AppShell navbar={{ width: 216, breakpoint: 0 }} className={classes['shell'] ?? ''}>
        <AppShell.Navbar p="sm" className={classes['navbar'] ?? ''} aria-label={frameText.navigation}>
          <Text fw={700} size="lg" px="xs" pb="xs" className={classes['name'] ?? ''}>
            {words.appName}
          </Text>
          <MachinePicker />
          <ScrollArea flex={1} mt="sm">
            <PageLink to="/machine" label={frameText.machine} icon={IconServer2} />
            <CountedLink to="/containers" label={frameText.containers} icon={IconBox} rows={containerRows} />
            <CountedLink to="/images" label={frameText.images} icon={IconStack2} rows={imageRows} />
            <CountedLink to="/volumes" label={frameText.volumes} icon={IconDatabase} rows={volumeRows} />
            <CountedLink to="/networks" label={frameText.networks} icon={IconNetwork} rows={networkRows} />
            <PageLink to="/journal" label={frameText.journal} icon={IconHistory} />
          </ScrollArea>
          <FrameTools />
        </AppShell.Navbar>
        <AppShell.Main className={classes['main'] ?? ''}>
          <EngineNotice />
          <Pages />
        </AppShell.Main>
      </AppShell>
      <TaskList />
      <ContainerCommands />
      <Palette />
    </Router>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/machine/:tab?">{({ tab }) => <MachinePage tab={tab ?? 'overview'} />}</Route>
      <Route path="/containers" component={ContainersPage} />
      <Route path="/containers/:id/:tab?">
        {({ id, tab }) => <ContainerPage key={id} id={id} tab={tab ?? 'logs'} />}
      </Route>
      <Route path={RUN_PATH}>{() => <RunPage />}</Route>
      <Route path="/images" component={ImagesPage} />
      <Route path="/images/:id/:tab?">
        {({ id, tab }) => <ImagePage key={id} id={id} tab={tab ?? 'layers'} />}
      </Route>
      <Route path="/volumes">{() => <VolumesPage />}</Route>
      <Route path="/volumes/:name">{({ name }) => <VolumesPage open={name} />}</Route>
      <Route path="/networks">{() => <NetworksPage />}</Route>
      <Route path="/networks/:id">{({ id }) => <NetworksPage open={id} />}</Route>
      <Route path="/journal" component={JournalPage} />
      <Route>
        <Redirect to="/machine" />
      </Route>
    </Switch>
  );
}

interface PageLinkProps {
  to: string;
  label: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  count?: number;
}

function PageLink({ to, label, icon: Icon, count }: PageLinkProps) {
  const [location] = useLocation();
  const isHere = location === to || location.startsWith(`${to}/`);
  return (
    <NavLink
      href={`#${to}`}
      label={label}
      active={isHere}
      aria-current={isHere ? 'page' : undefined}
      leftSection={<Icon size={18} stroke={1.7} />}
      rightSection={count === undefined ? undefined : <span className={classes['count']}>{count}</span>}
      className={classes['link'] ?? ''}
    />
  );
}

function CountedLink<Row>({ rows, ...link }: Omit<PageLinkProps, 'count'> & { rows: RowsStore<Row> }) {
  const count = useStore(rows, ({ phase, all }) => (phase === 'live' ? all.length : undefined));
  return <PageLink {...link} {...(count === undefined ? {} : { count })} />;
}
