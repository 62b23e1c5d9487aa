// Asks for the name of one more machine.

import { Button, Group, Stack, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { toWireError, type WireError } from '../../../preload/contract/errors.ts';
import { MachineName } from '../../../preload/contract/ids.ts';
import { api } from '../../client/api.ts';
import { selectMachine } from '../../client/machines.ts';
import { machineText } from '../../text/machine.ts';
import { words } from '../../text/words.ts';
import { ErrorNote } from '../../ui/error-note.tsx';

const text = machineText.create;
const MODAL = 'create-machine';

export function askForMachine(): void {
  modals.open({ modalId: MODAL, title: text.title, children: <CreateMachine /> });
}

function CreateMachine() {
  const [name, setName] = useState('');
  const [error, setError] = useState<WireError>();
  const machine = MachineName.safeParse(name).data;
  const make = async () => {
    if (machine === undefined) return;
    try {
      await api().machines.create({ machine, settings: {} });
      selectMachine(machine);
      modals.close(MODAL);
    } catch (thrown) {
      setError(toWireError(thrown));
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <Stack>
        <TextInput
          label={text.name}
          description={text.nameHint}
          error={name !== '' && machine === undefined}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          data-autofocus
        />
        {error !== undefined && <ErrorNote title={text.title} error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => modals.close(MODAL)}>
            {words.cancel}
          </Button>
          <Button type="submit" disabled={machine === undefined}>
            {text.make}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
