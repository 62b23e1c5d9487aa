// One image: its layers, how it wants to be run, who uses it, and the engine's own account.

import { Button, Tabs } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { ImageRow } from '../../../preload/contract/images.ts';
import { api } from '../../client/api.ts';
import { imageRows } from '../../client/lists.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { imagesText } from '../../text/images.ts';
import { Answered } from '../../ui/answered.tsx';
import { Empty } from '../../ui/empty.tsx';
import { formatAgo, formatBytes, plainText, shortId } from '../../ui/format.ts';
import { InspectView } from '../../ui/inspect-view.tsx';
import { NeedsMachine } from '../../ui/needs-machine.tsx';
import { Page } from '../../ui/page.tsx';
import { RowMenu } from '../../ui/row-menu.tsx';
import { TitleWithWayBack } from '../../ui/way-back.tsx';
import { useMachineName } from '../machines/use-machine.ts';
import { imageActions } from './image-actions.ts';
import { readImageConfig } from './image-config.ts';
import { ImageConfigView } from './image-config-view.tsx';
import classes from './image-page.module.css';
import { imageName } from './image-rows.ts';
import { ImageUsers } from './image-users.tsx';
import { LayersView } from './layers-view.tsx';

const TABS = ['layers', 'config', 'containers', 'inspect'] as const;

export function ImagePage({ id, tab }: { id: string; tab: string }) {
  const { phase, byKey } = useStore(imageRows);
  const machine = useMachineName();
  const [, go] = useLocation();
  const row = byKey.get(decodeURIComponent(id));
  return (
    <Page
      title={
        <TitleWithWayBack
          to="/images"
          label={imagesText.showAll}
          title={row === undefined ? shortId(id) : plainText(imageName(row))}
        />
      }
      subtitle={row === undefined ? undefined : <Summary row={row} />}
      actions={
        row !== undefined && <RowMenu name={imageName(row)} actions={imageActions(machine, row, go)} />
      }
    >
      <NeedsMachine phase={phase}>
        {row === undefined ? <Gone /> : <ImageTabs row={row} tab={tab} />}
      </NeedsMachine>
    </Page>
  );
}

function Summary({ row: { id, tags, sizeBytes, createdMs } }: { row: ImageRow }) {
  const parts = [shortId(id), formatBytes(sizeBytes), formatAgo(createdMs), ...tags.slice(1).map(plainText)];
  return <>{parts.join(' · ')}</>;
}

function Gone() {
  const [, go] = useLocation();
  return (
    <Empty
      icon={IconStack2}
      title={imagesText.gone}
      action={<Button onClick={() => go('/images')}>{imagesText.showAll}</Button>}
    >
      {imagesText.goneWhy}
    </Empty>
  );
}

function ImageTabs({ row, tab }: { row: ImageRow; tab: string }) {
  const [, go] = useLocation();
  return (
    <Tabs
      value={tab}
      onChange={(next) => go(`/images/${row.id}/${next ?? 'layers'}`)}
      className={classes['tabs'] ?? ''}
      keepMounted={false}
    >
      <Tabs.List px="lg">
        {TABS.map((value) => (
          <Tabs.Tab key={value} value={value}>
            {imagesText.tabs[value]}
            {value === 'containers' && ` ${row.usedBy.length}`}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="layers" className={classes['panel'] ?? ''}>
        <LayersView image={row.id} />
      </Tabs.Panel>
      <Tabs.Panel value="config" className={classes['panel'] ?? ''}>
        <Account image={row.id} show={(account) => <ImageConfigView config={readImageConfig(account)} />} />
      </Tabs.Panel>
      <Tabs.Panel value="containers" className={classes['panel'] ?? ''}>
        <ImageUsers image={row.id} />
      </Tabs.Panel>
      <Tabs.Panel value="inspect" className={classes['panel'] ?? ''}>
        <Account
          image={row.id}
          show={(account) => <InspectView value={account} label={imagesText.tabs.inspect} />}
        />
      </Tabs.Panel>
    </Tabs>
  );
}

interface AccountProps {
  image: string;
  show(account: Record<string, unknown>): ReactNode;
}

function Account({ image, show }: AccountProps) {
  const machine = useMachineName();
  const answer = useAnswer((signal) => api().images.inspect({ machine, image }, signal), [machine, image]);
  return <Answered answer={answer}>{show}</Answered>;
}
