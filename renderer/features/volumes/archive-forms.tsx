// A volume's files to a tar file of this computer, and back.

import { useState } from 'react';
import type { MachineName } from '../../../preload/contract/ids.ts';
import { api } from '../../client/api.ts';
import { followTransfer } from '../../client/follow-transfer.ts';
import { runTask } from '../../client/tasks.ts';
import { volumesText } from '../../text/volumes.ts';
import { ActionForm } from '../../ui/action-form.tsx';
import { NameField } from '../../ui/name-field.tsx';
import { openDialog } from '../../ui/dialog.tsx';
import { isHostPath } from '../../ui/host-path.ts';
import { PathField } from '../../ui/path-field.tsx';
import { volumeCommand } from './volume-commands.ts';
import { isVolumeName } from './volume-rows.ts';

interface FormProps {
  machine: MachineName;
  name: string;
  close(): void;
}

export function openBackUp(machine: MachineName, name: string): void {
  const title = volumesText.backUpTitle(name);
  openDialog(title, (close) => <BackUpForm machine={machine} name={name} close={close} />, 'lg');
}

/** @param name of the volume that is proposed; empty for none */
export function openRestore(machine: MachineName, name: string): void {
  const title = volumesText.restoreTitle;
  openDialog(title, (close) => <RestoreForm machine={machine} name={name} close={close} />, 'lg');
}

function BackUpForm({ machine, name, close }: FormProps) {
  const [to, setTo] = useState('');
  const command = volumeCommand.backUp(name, to === '' ? 'volume.tar' : to);
  const start = () =>
    runTask(volumesText.backUpTitle(name), command, async (tell, signal) => {
      const last = await followTransfer(api().volumes.backUp({ machine, volume: name, to }, signal), tell);
      return volumesText.backedUp(to, last?.doneBytes ?? 0);
    });
  return (
    <ActionForm
      intro={volumesText.backUpWhy}
      command={command}
      submit={volumesText.actions.backUp}
      isReady={isHostPath(to)}
      act={async () => void start()}
      close={close}
    >
      <PathField
        label={volumesText.backUpTo}
        kind="save"
        value={to}
        onChange={setTo}
        suggestedName={`${name}.tar`}
      />
    </ActionForm>
  );
}

function RestoreForm({ machine, name, close }: FormProps) {
  const [from, setFrom] = useState('');
  const [into, setInto] = useState(name);
  const volume = into.trim();
  const isWrong = volume !== '' && !isVolumeName(volume);
  const command = volumeCommand.restore(volume === '' ? 'data' : volume, from === '' ? 'volume.tar' : from);
  const start = () =>
    runTask(volumesText.restoreTitle, command, async (tell, signal) => {
      await followTransfer(api().volumes.restore({ machine, volume, from }, signal), tell);
      return volumesText.restored(volume);
    });
  return (
    <ActionForm
      intro={volumesText.restoreWhy}
      command={command}
      submit={volumesText.actions.restore}
      isReady={isHostPath(from) && volume !== '' && !isWrong}
      act={async () => void start()}
      close={close}
    >
      <PathField label={volumesText.restoreFrom} kind="open" value={from} onChange={setFrom} />
      <NameField
        label={volumesText.restoreInto}
        description={volumesText.restoreIntoWhy}
        value={into}
        wrong={isWrong ? volumesText.nameWrong : undefined}
        onChange={setInto}
      />
    </ActionForm>
  );
}
