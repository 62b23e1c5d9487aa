// Asks for a new volume's name and labels.

import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { MachineName } from '../../../preload/contract/ids.ts';
import { api } from '../../client/api.ts';
import { volumesText } from '../../text/volumes.ts';
import { ActionForm } from '../../ui/action-form.tsx';
import { NameField } from '../../ui/name-field.tsx';
import { openDialog } from '../../ui/dialog.tsx';
import { volumeCommand } from './volume-commands.ts';
import { isVolumeName, parseLabels } from './volume-rows.ts';

export function openCreate(machine: MachineName): void {
  openDialog(volumesText.createTitle, (close) => <CreateForm machine={machine} close={close} />, 'lg');
}

function CreateForm({ machine, close }: { machine: MachineName; close(): void }) {
  const [name, setName] = useState('');
  const [typedLabels, setLabels] = useState('');
  const volume = name.trim();
  const labels = parseLabels(typedLabels);
  const isWrong = volume !== '' && !isVolumeName(volume);
  return (
    <ActionForm
      command={volumeCommand.create(volume === '' ? 'data' : volume, labels)}
      submit={volumesText.actions.create}
      isReady={volume !== '' && !isWrong && labels !== undefined}
      act={() => api().volumes.create({ machine, volume, ...(labels === undefined ? {} : { labels }) })}
      close={close}
    >
      <NameField
        isFirst
        label={volumesText.newName}
        description={volumesText.newNameWhy}
        placeholder="data"
        value={name}
        wrong={isWrong ? volumesText.nameWrong : undefined}
        onChange={setName}
      />
      <Textarea
        label={volumesText.labels}
        description={volumesText.labelsWhy}
        placeholder="team=shop"
        autosize
        minRows={2}
        maxRows={8}
        value={typedLabels}
        error={labels === undefined ? volumesText.labelsWrong : undefined}
        onChange={({ currentTarget }) => setLabels(currentTarget.value)}
        spellCheck={false}
      />
    </ActionForm>
  );
}
