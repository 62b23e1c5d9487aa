// Asks for a container's new name, and says whether another has it.

import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ContainerRow } from '../../../../preload/contract/containers.ts';
import type { MachineName } from '../../../../preload/contract/ids.ts';
import { api } from '../../../client/api.ts';
import { containerRows } from '../../../client/lists.ts';
import { runTask } from '../../../client/tasks.ts';
import { containersText } from '../../../text/containers.ts';
import { words } from '../../../text/words.ts';
import { CommandLine } from '../../../ui/command-line.tsx';
import { openDialog } from '../../../ui/dialog.tsx';
import { plainText } from '../../../ui/format.ts';
import { renameLine } from './action-line.ts';
import { nameFault } from './name-fault.ts';

export function askRename(machine: MachineName, row: ContainerRow): void {
  openDialog(containersText.renameTitle(plainText(row.name)), (close) => (
    <RenameFields
      name={row.name}
      onCancel={close}
      onRename={(name) => {
        close();
        void runTask(containersText.renameTitle(row.name), renameLine(row.name, name), () =>
          api().containers.rename({ machine, id: row.id, name }),
        );
      }}
    />
  ));
}

interface RenameFieldsProps {
  name: string;
  onCancel(): void;
  onRename(name: string): void;
}

function RenameFields({ name: current, onCancel, onRename }: RenameFieldsProps) {
  const [name, setName] = useState(current);
  const isNew = name !== current;
  const fault = isNew ? nameFault(name, containerRows.getState().all) : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isNew && fault === undefined) onRename(name);
      }}
    >
      <Stack gap="md">
        <TextInput
          label={containersText.newName}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value.trim())}
          error={fault}
          data-autofocus
        />
        <CommandLine line={renameLine(current, name)} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {words.cancel}
          </Button>
          <Button type="submit" disabled={!isNew || fault !== undefined}>
            {containersText.rename}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
