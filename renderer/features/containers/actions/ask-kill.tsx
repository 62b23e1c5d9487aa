// Asks by which signal containers are to be killed.

import { Autocomplete, Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ContainerAction, ContainerRow } from '../../../../preload/contract/containers.ts';
import { containersText } from '../../../text/containers.ts';
import { words } from '../../../text/words.ts';
import { CommandLine } from '../../../ui/command-line.tsx';
import { openDialog } from '../../../ui/dialog.tsx';
import { actionLine } from './action-line.ts';

const SIGNALS = [
  'SIGKILL',
  'SIGTERM',
  'SIGINT',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
  'SIGWINCH',
  'SIGSTOP',
  'SIGCONT',
];

/** As the contract lets through. */
const SIGNAL = /^(SIG)?[A-Z0-9+-]{1,16}$/;

export function askKill(rows: readonly ContainerRow[], act: (action: ContainerAction) => void): void {
  const names = rows.map(({ name }) => name);
  openDialog(containersText.killTitle(names), (close) => (
    <KillFields
      names={names}
      onCancel={close}
      onKill={(signal) => {
        close();
        act({ kind: 'kill', signal });
      }}
    />
  ));
}

interface KillFieldsProps {
  names: readonly string[];
  onCancel(): void;
  onKill(signal: string): void;
}

function KillFields({ names, onCancel, onKill }: KillFieldsProps) {
  const [typed, setTyped] = useState('SIGKILL');
  const signal = typed.trim().toUpperCase();
  return (
    <Stack gap="md">
      <Autocomplete
        label={containersText.signal}
        description={containersText.signalWhy}
        data={SIGNALS}
        value={typed}
        onChange={setTyped}
        // What is there already shall not hide the others from who opens the list.
        filter={({ options }) => options}
      />
      <CommandLine line={actionLine({ kind: 'kill', signal }, names)} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel} data-autofocus>
          {words.cancel}
        </Button>
        <Button color="red" disabled={!SIGNAL.test(signal)} onClick={() => onKill(signal)}>
          {containersText.actions.kill}
        </Button>
      </Group>
    </Stack>
  );
}
