// One network beside the list: its addresses, who is on it and how they get off it, the engine's own account.

import { Button, Group, Text, Title } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { NetworkRow } from '../../../preload/contract/networks.ts';
import { api } from '../../client/api.ts';
import { networkRows } from '../../client/lists.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { networksText } from '../../text/networks.ts';
import { CommandLine } from '../../ui/command-line.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatMoment } from '../../ui/format.ts';
import { LinkList } from '../../ui/link-list.tsx';
import { Account, SideDrawer } from '../../ui/side-drawer.tsx';
import { useMachineName } from '../machines/use-machine.ts';
import { disconnect, openConnect } from './connect-form.tsx';
import { networkCommand } from './network-commands.ts';

/** @param id undefined while none is shown; a name is understood too */
export function NetworkDrawer({ id, onClose }: { id: string | undefined; onClose(): void }) {
  const row = useStore(networkRows, ({ byKey, all }) =>
    id === undefined ? undefined : (byKey.get(id) ?? all.find(({ name }) => name === id)),
  );
  return (
    <SideDrawer isOpen={id !== undefined} title={row?.name ?? ''} gone={networksText.gone} onClose={onClose}>
      {row && <Details row={row} />}
    </SideDrawer>
  );
}

function Details({ row }: { row: NetworkRow }) {
  const machine = useMachineName();
  const account = useAnswer(
    (signal) => api().networks.inspect({ machine, network: row.id }, signal),
    [machine, row.id],
  );
  return (
    <>
      <Facts
        facts={[
          [networksText.driver, row.driver],
          [networksText.scope, row.scope],
          [networksText.subnet, row.subnets.join(', ')],
          [networksText.gateway, row.gateways.join(', ')],
          [networksText.reach, row.internal ? networksText.internalYes : networksText.internalNo],
          [networksText.project, row.project ?? ''],
          [networksText.created, formatMoment(row.createdMs)],
        ]}
        none={networksText.unknown}
      />
      <Members row={row} />
      <CommandLine line={networkCommand.inspect(row.name)} />
      <Account answer={account} label={networksText.inspect} />
    </>
  );
}

function Members({ row }: { row: NetworkRow }) {
  const machine = useMachineName();
  const links = row.containers.map((container) => ({
    to: `/containers/${container.id}`,
    name: container.name,
    note: container.address === '' ? networksText.noAddress : container.address,
    action: (
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`${networksText.actions.disconnect}: ${container.name}`}
        onClick={() => disconnect(machine, row, container)}
      >
        {networksText.actions.disconnect}
      </Button>
    ),
  }));
  return (
    <section>
      <Group justify="space-between">
        <Title order={2} size="h5">
          {networksText.containers}
        </Title>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlugConnected size={14} />}
          onClick={() => openConnect(machine, row)}
        >
          {networksText.actions.connect}
        </Button>
      </Group>
      {links.length === 0 ? (
        <Text size="sm" c="dimmed">
          {networksText.nobody}
        </Text>
      ) : (
        <LinkList label={networksText.containers} links={links} />
      )}
    </section>
  );
}
