// Gives an image another name, or chooses which of its names is pushed.

import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { ImageRow } from '../../../preload/contract/images.ts';
import { api } from '../../client/api.ts';
import { imagesText } from '../../text/images.ts';
import { plainText } from '../../ui/format.ts';
import { ActionForm } from '../../ui/action-form.tsx';
import { NameField } from '../../ui/name-field.tsx';
import { openDialog } from '../../ui/dialog.tsx';
import { imageCommand } from './image-commands.ts';
import { imageName, isReference } from './image-rows.ts';
import { startPush } from './pull-form.tsx';

interface FormProps {
  machine: MachineName;
  row: ImageRow;
  close(): void;
}

export function openTag(machine: MachineName, row: ImageRow): void {
  openDialog(imagesText.tagTitle, (close) => <TagForm machine={machine} row={row} close={close} />, 'lg');
}

/** One name is pushed at once; of several, one has to be chosen. */
export function openPush(machine: MachineName, row: ImageRow): void {
  openDialog(imagesText.pushTitle, (close) => <PushForm machine={machine} row={row} close={close} />, 'lg');
}

function TagForm({ machine, row, close }: FormProps) {
  const [name, setName] = useState('');
  const as = name.trim();
  const isWrong = as !== '' && !isReference(as);
  const image = row.tags[0] ?? row.id;
  return (
    <ActionForm
      intro={plainText(imageName(row))}
      command={imageCommand.tag(image, as === '' ? 'name:tag' : as)}
      submit={imagesText.actions.tag}
      isReady={as !== '' && !isWrong}
      act={() => api().images.tag({ machine, image, as })}
      close={close}
    >
      <NameField
        isFirst
        label={imagesText.newName}
        description={imagesText.newNameWhy}
        placeholder="registry.example/team/app:2"
        value={name}
        wrong={isWrong ? imagesText.referenceWrong : undefined}
        onChange={setName}
      />
    </ActionForm>
  );
}

function PushForm({ machine, row, close }: FormProps) {
  const [image, setImage] = useState(row.tags[0] ?? '');
  return (
    <ActionForm
      command={imageCommand.push(image)}
      submit={imagesText.actions.push}
      isReady={image !== ''}
      act={async () => startPush(machine, image)}
      close={close}
    >
      <Radio.Group label={imagesText.pushWhich} value={image} onChange={setImage}>
        <Stack gap="xs" mt="xs">
          {row.tags.map((tag) => (
            <Radio key={tag} value={tag} label={plainText(tag)} />
          ))}
        </Stack>
      </Radio.Group>
    </ActionForm>
  );
}
