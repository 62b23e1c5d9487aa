// Files and folders between a container and this computer, each as a task.

import { useState } from 'react';
import type { ContainerRow } from '../../../../../preload/contract/containers.ts';
import type { MachineName } from '../../../../../preload/contract/ids.ts';
import { api } from '../../../../client/api.ts';
import { followTransfer } from '../../../../client/follow-transfer.ts';
import { shellLine } from '../../../../client/shell-line.ts';
import { runTask } from '../../../../client/tasks.ts';
import { useHost } from '../../../../client/use-host.ts';
import { filesText } from '../../../../text/container-files.ts';
import { ActionForm } from '../../../../ui/action-form.tsx';
import { openDialog } from '../../../../ui/dialog.tsx';
import { plainText } from '../../../../ui/format.ts';
import { fileName, isHostPath } from '../../../../ui/host-path.ts';
import { PathField } from '../../../../ui/path-field.tsx';
import { joinPath } from './guest-path.ts';

interface Place {
  machine: MachineName;
  row: ContainerRow;
  /** The folder that is looked at. */
  folder: string;
}

export function askDownload(place: Place, names: readonly string[]): void {
  const [first] = names;
  if (first === undefined) return;
  const title =
    names.length === 1 ? filesText.downloadOf(plainText(first)) : filesText.downloadMany(names.length);
  openDialog(title, (close) => <DownloadFields {...place} names={names} close={close} />, 'lg');
}

export function askUpload(place: Place, onDone: () => void): void {
  openDialog(
    filesText.uploadTo(plainText(place.folder)),
    (close) => <UploadFields {...place} onDone={onDone} close={close} />,
    'lg',
  );
}

function DownloadFields({
  machine,
  row,
  folder,
  names,
  close,
}: Place & { names: readonly string[]; close(): void }) {
  const host = useHost();
  const [typed, setTyped] = useState('');
  const isOne = names.length === 1;
  const path = typed === '' && !isOne && host !== undefined ? `${host.home}/Downloads` : typed;
  const places = names.map((name) => ({
    from: joinPath(folder, name),
    to: isOne ? path : joinPath(path, fileName(name)),
  }));
  const download = async () => {
    for (const { from, to } of places) {
      void runTask(filesText.downloadOf(from), copyLine(`${row.name}:${from}`, to), async (tell, signal) => {
        await followTransfer(
          api().containers.download({ machine, id: row.id, path: from, to }, signal),
          tell,
        );
        return filesText.downloaded(to);
      });
    }
  };
  return (
    <ActionForm
      command={places.map(({ from, to }) => copyLine(`${row.name}:${from}`, to)).join(' && ')}
      submit={filesText.download}
      isReady={isHostPath(path)}
      act={download}
      close={close}
    >
      <PathField
        label={isOne ? filesText.downloadTo : filesText.downloadToFolder}
        kind={isOne ? 'save' : 'folder'}
        value={path}
        onChange={setTyped}
        {...(isOne ? { suggestedName: fileName(names[0] ?? '') } : {})}
      />
    </ActionForm>
  );
}

function UploadFields({ machine, row, folder, onDone, close }: Place & { onDone(): void; close(): void }) {
  const [from, setFrom] = useState('');
  const command = copyLine(from, `${row.name}:${folder}`);
  const upload = async () => {
    const work = runTask(filesText.uploadTo(folder), command, async (tell, signal) => {
      await followTransfer(
        api().containers.upload({ machine, id: row.id, from, path: folder }, signal),
        tell,
      );
      return filesText.uploaded(folder);
    });
    void work.then(onDone);
  };
  return (
    <ActionForm
      command={command}
      submit={filesText.uploadSubmit}
      isReady={isHostPath(from)}
      act={upload}
      close={close}
    >
      <PathField label={filesText.uploadFrom} kind="open" value={from} onChange={setFrom} />
    </ActionForm>
  );
}

function copyLine(from: string, to: string): string {
  return shellLine(['docker', 'cp', plainText(from), plainText(to)]);
}
