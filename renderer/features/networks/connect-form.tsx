// Puts a container on a network, or takes it off.

import { Select, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { NetworkRow } from '../../../preload/contract/networks.ts';
import { api } from '../../client/api.ts';
import { containerRows } from '../../client/lists.ts';
import { runTask } from '../../client/tasks.ts';
import { networksText } from '../../text/networks.ts';
import { ActionForm } from '../../ui/action-form.tsx';
import { confirmLoss } from '../../ui/confirm.tsx';
import { openDialog } from '../../ui/dialog.tsx';
import { plainText } from '../../ui/format.ts';
import { networkCommand } from './network-commands.ts';

export function openConnect(machine: MachineName, row: NetworkRow): void {
  const title = networksText.connectTitle(plainText(row.name));
  openDialog(title, (close) => <ConnectForm machine={machine} row={row} close={close} />, 'lg');
}

interface ConnectFormProps {
  machine: MachineName;
  row: NetworkRow;
  close(): void;
}

function ConnectForm({ machine, row, close }: ConnectFormProps) {
  const all = useStore(containerRows, (rows) => rows.all);
  const [container, setContainer] = useState<string | null>(null);
  const choices = useMemo(
    () =>
      all
        .filter(({ networks }) => !networks.includes(row.name))
        .map(({ id, name, image }) => ({ value: id, label: plainText(`${name} (${image})`) })),
    [all, row.name],
  );
  const name = all.find(({ id }) => id === container)?.name ?? networksText.container.toLowerCase();
  return (
    <ActionForm
      command={networkCommand.connect(row.name, name)}
      submit={networksText.actions.connect}
      isReady={container !== null}
      act={() => api().networks.connect({ machine, network: row.id, container: container ?? '' })}
      close={close}
    >
      {choices.length === 0 ? (
        <Text size="sm">{networksText.noContainer}</Text>
      ) : (
        <Select
          data-autofocus
          label={networksText.container}
          data={choices}
          value={container}
          onChange={setContainer}
          searchable
          limit={100}
        />
      )}
    </ActionForm>
  );
}

export function disconnect(
  machine: MachineName,
  row: NetworkRow,
  container: NetworkRow['containers'][number],
): void {
  const title = networksText.disconnectTitle(plainText(container.name), plainText(row.name));
  const command = networkCommand.disconnect(row.name, container.name);
  confirmLoss({
    title,
    body: networksText.disconnectWhat,
    command,
    confirm: networksText.actions.disconnect,
    onConfirm: () =>
      void runTask(title.replace('?', ''), command, async () => {
        const asked = { machine, network: row.id, container: container.id, force: false };
        await api().networks.disconnect(asked);
        return networksText.disconnected;
      }),
  });
}
