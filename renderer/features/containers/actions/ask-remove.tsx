// Asks before containers are removed: which, whether they run, and what goes with them.

import { Alert, Button, Checkbox, Group, List, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ContainerAction, ContainerRow } from '../../../../preload/contract/containers.ts';
import { containersText } from '../../../text/containers.ts';
import { words } from '../../../text/words.ts';
import { CommandLine } from '../../../ui/command-line.tsx';
import { openDialog } from '../../../ui/dialog.tsx';
import { plainText } from '../../../ui/format.ts';
import { actionLine } from './action-line.ts';
import { isUp } from './possible.ts';

const MOST_NAMED = 12;

export function askRemove(rows: readonly ContainerRow[], act: (action: ContainerAction) => void): void {
  openDialog(containersText.removeTitle(rows.map(({ name }) => plainText(name))), (close) => (
    <RemoveFields
      rows={rows}
      onCancel={close}
      onRemove={(action) => {
        close();
        act(action);
      }}
    />
  ));
}

interface RemoveFieldsProps {
  rows: readonly ContainerRow[];
  onCancel(): void;
  onRemove(action: ContainerAction): void;
}

function RemoveFields({ rows, onCancel, onRemove }: RemoveFieldsProps) {
  const [volumes, setVolumes] = useState(false);
  const running = rows.filter(isUp).length;
  const action: ContainerAction = { kind: 'remove', force: running > 0, volumes };
  const names = rows.map(({ name }) => name);
  return (
    <Stack gap="md">
      <Text>{containersText.removeWhy}</Text>
      {running > 0 && (
        <Alert color="yellow" p="xs">
          {rows.length === 1 ? containersText.removeThisRunning : containersText.removeRunning(running)}
        </Alert>
      )}
      {rows.length > 1 && (
        <List size="sm">
          {rows.slice(0, MOST_NAMED).map(({ id, name }) => (
            <List.Item key={id}>{plainText(name)}</List.Item>
          ))}
          {rows.length > MOST_NAMED && <List.Item>{words.andMore(rows.length - MOST_NAMED)}</List.Item>}
        </List>
      )}
      <Checkbox
        label={containersText.removeVolumes}
        checked={volumes}
        onChange={({ currentTarget }) => setVolumes(currentTarget.checked)}
      />
      <CommandLine line={actionLine(action, names)} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel} data-autofocus>
          {words.cancel}
        </Button>
        <Button color="red" onClick={() => onRemove(action)}>
          {containersText.actions.remove}
        </Button>
      </Group>
    </Stack>
  );
}
