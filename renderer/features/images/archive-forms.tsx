// Images as tar files: saved to one, loaded from one, made of one.

import { useState } from 'react';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { ImageRow } from '../../../preload/contract/images.ts';
import { api } from '../../client/api.ts';
import { followTransfer } from '../../client/follow-transfer.ts';
import { runTask } from '../../client/tasks.ts';
import { imagesText } from '../../text/images.ts';
import { isHostPath } from '../../ui/host-path.ts';
import { NameList } from '../../ui/name-list.tsx';
import { ActionForm } from '../../ui/action-form.tsx';
import { NameField } from '../../ui/name-field.tsx';
import { openDialog } from '../../ui/dialog.tsx';
import { PathField } from '../../ui/path-field.tsx';
import { imageCommand } from './image-commands.ts';
import { imageName, isReference, referencesOf } from './image-rows.ts';

interface FormProps {
  machine: MachineName;
  close(): void;
}

export function openSave(machine: MachineName, rows: readonly ImageRow[]): void {
  openDialog(imagesText.saveTitle, (close) => <SaveForm machine={machine} rows={rows} close={close} />, 'lg');
}

export function openLoad(machine: MachineName): void {
  openDialog(imagesText.loadTitle, (close) => <LoadForm machine={machine} close={close} />, 'lg');
}

export function openImport(machine: MachineName): void {
  openDialog(imagesText.importTitle, (close) => <ImportForm machine={machine} close={close} />, 'lg');
}

function SaveForm({ machine, rows, close }: FormProps & { rows: readonly ImageRow[] }) {
  const [to, setTo] = useState('');
  const images = referencesOf(rows);
  const [first] = rows;
  const name = rows.length === 1 && first !== undefined ? imageName(first) : 'images';
  const command = imageCommand.save(images, to);
  const start = () =>
    runTask(imagesText.saveTitle, command, async (tell, signal) => {
      const last = await followTransfer(api().images.save({ machine, images, to }, signal), tell);
      return `${to}: ${imagesText.saved(last?.doneBytes ?? 0)}`;
    });
  return (
    <ActionForm
      command={command}
      submit={imagesText.actions.save}
      isReady={isHostPath(to)}
      act={async () => void start()}
      close={close}
    >
      <NameList names={images} />
      <PathField
        label={imagesText.saveTo}
        kind="save"
        value={to}
        onChange={setTo}
        suggestedName={`${name}.tar`}
      />
    </ActionForm>
  );
}

function LoadForm({ machine, close }: FormProps) {
  const [from, setFrom] = useState('');
  const command = imageCommand.load(from);
  const start = () =>
    runTask(imagesText.loadTitle, command, async (tell, signal) => {
      const last = await followTransfer(api().images.load({ machine, from }, signal), tell);
      return imagesText.loaded(last?.loaded?.join(', ') ?? from);
    });
  return (
    <ActionForm
      command={command}
      submit={imagesText.actions.load}
      isReady={isHostPath(from)}
      act={async () => void start()}
      close={close}
    >
      <PathField label={imagesText.loadFrom} kind="open" value={from} onChange={setFrom} />
    </ActionForm>
  );
}

function ImportForm({ machine, close }: FormProps) {
  const [from, setFrom] = useState('');
  const [name, setName] = useState('');
  const as = name.trim();
  const isWrong = as !== '' && !isReference(as);
  const command = imageCommand.import(from, as);
  const start = () =>
    runTask(imagesText.importTitle, command, async (tell, signal) => {
      await followTransfer(api().images.import({ machine, from, as }, signal), tell);
      return imagesText.imported(as);
    });
  return (
    <ActionForm
      intro={imagesText.importWhy}
      command={command}
      submit={imagesText.actions.import}
      isReady={isHostPath(from) && as !== '' && !isWrong}
      act={async () => void start()}
      close={close}
    >
      <PathField label={imagesText.importFrom} kind="open" value={from} onChange={setFrom} />
      <NameField
        label={imagesText.importAs}
        placeholder="my-system:1"
        value={name}
        wrong={isWrong ? imagesText.referenceWrong : undefined}
        onChange={setName}
      />
    </ActionForm>
  );
}
