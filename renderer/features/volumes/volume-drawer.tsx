// One volume beside the list: who has it and where it lies, the engine's own account, and its files.

import { Tabs, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { VolumeRow } from '../../../preload/contract/volumes.ts';
import { api } from '../../client/api.ts';
import { containerRows, volumeRows } from '../../client/lists.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { volumesText } from '../../text/volumes.ts';
import { CommandLine } from '../../ui/command-line.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatMoment } from '../../ui/format.ts';
import { LinkList } from '../../ui/link-list.tsx';
import { Account, SideDrawer } from '../../ui/side-drawer.tsx';
import { useMachineName } from '../machines/use-machine.ts';
import type { DrawerView } from './volume-actions.ts';
import { volumeCommand } from './volume-commands.ts';
import classes from './volume-drawer.module.css';
import { VolumeFiles } from './volume-files.tsx';

interface VolumeDrawerProps {
  /** Undefined while none is shown. */
  name: string | undefined;
  view: DrawerView;
  onView(view: DrawerView): void;
  onClose(): void;
}

export function VolumeDrawer({ name, view, onView, onClose }: VolumeDrawerProps) {
  const row = useStore(volumeRows, ({ byKey }) => (name === undefined ? undefined : byKey.get(name)));
  return (
    <SideDrawer isOpen={name !== undefined} title={name ?? ''} gone={volumesText.gone} onClose={onClose}>
      {row && (
        <Tabs
          value={view}
          onChange={(next) => onView(next === 'files' ? 'files' : 'details')}
          keepMounted={false}
          className={classes['tabs'] ?? ''}
        >
          <Tabs.List>
            <Tabs.Tab value="details">{volumesText.details}</Tabs.Tab>
            <Tabs.Tab value="files">{volumesText.files}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="details" className={classes['panel'] ?? ''}>
            <Details row={row} />
          </Tabs.Panel>
          <Tabs.Panel value="files" className={classes['panel'] ?? ''}>
            <VolumeFiles volume={row.name} />
          </Tabs.Panel>
        </Tabs>
      )}
    </SideDrawer>
  );
}

function Details({ row }: { row: VolumeRow }) {
  const machine = useMachineName();
  const account = useAnswer(
    (signal) => api().volumes.inspect({ machine, volume: row.name }, signal),
    [machine, row.name],
  );
  const containers = useStore(containerRows, (rows) => rows.all);
  const users = useMemo(
    () => containers.filter(({ name }) => row.usedBy.includes(name)),
    [containers, row.usedBy],
  );
  return (
    <>
      <Facts
        facts={[
          [volumesText.driver, row.driver],
          [volumesText.project, row.project ?? ''],
          [volumesText.created, formatMoment(row.createdMs)],
          [volumesText.mountpoint, row.mountpoint],
        ]}
        none={volumesText.unknown}
      />
      <section>
        <Title order={2} size="h5">
          {volumesText.usedBy}
        </Title>
        {users.length === 0 ? (
          <Text size="sm" c="dimmed">
            {volumesText.nobody}
          </Text>
        ) : (
          <LinkList
            label={volumesText.usedBy}
            links={users.map(({ id, name, status }) => ({ to: `/containers/${id}`, name, note: status }))}
          />
        )}
      </section>
      <CommandLine line={volumeCommand.inspect(row.name)} />
      <Account answer={account} label={volumesText.inspect} />
    </>
  );
}
