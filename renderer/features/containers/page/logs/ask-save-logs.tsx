// Asks where a log is to be saved, and saves all of it as a task.

import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ContainerRow } from '../../../../../preload/contract/containers.ts';
import type { MachineName } from '../../../../../preload/contract/ids.ts';
import { api } from '../../../../client/api.ts';
import { followTransfer } from '../../../../client/follow-transfer.ts';
import { shellLine } from '../../../../client/shell-line.ts';
import { runTask } from '../../../../client/tasks.ts';
import { logsText } from '../../../../text/container-logs.ts';
import { ActionForm } from '../../../../ui/action-form.tsx';
import { openDialog } from '../../../../ui/dialog.tsx';
import { plainText } from '../../../../ui/format.ts';
import { fileName, isHostPath } from '../../../../ui/host-path.ts';
import { PathField } from '../../../../ui/path-field.tsx';

interface Wanted {
  machine: MachineName;
  row: ContainerRow;
}

export function askSaveLogs(wanted: Wanted): void {
  openDialog(
    logsText.saveTitle(plainText(wanted.row.name)),
    (close) => <SaveFields {...wanted} close={close} />,
    'lg',
  );
}

function SaveFields({ machine, row, close }: Wanted & { close(): void }) {
  const [path, setPath] = useState('');
  const [timestamps, setTimestamps] = useState(true);
  const command = `${shellLine(['docker', 'logs', ...(timestamps ? ['--timestamps'] : []), row.name])} > ${shellLine([path])} 2>&1`;
  const save = async () => {
    void runTask(logsText.saveTitle(row.name), command, async (tell, signal) => {
      await followTransfer(
        api().containers.saveLogs({ machine, id: row.id, to: path, timestamps }, signal),
        tell,
      );
      return logsText.saved(path);
    });
  };
  return (
    <ActionForm
      intro={logsText.saveWhy}
      command={command}
      submit={logsText.saveSubmit}
      isReady={isHostPath(path)}
      act={save}
      close={close}
    >
      <PathField
        label={logsText.saveTo}
        kind="save"
        value={path}
        onChange={setPath}
        suggestedName={fileName(`${row.name}.log`)}
      />
      <Checkbox
        label={logsText.saveTimestamps}
        checked={timestamps}
        onChange={({ currentTarget }) => setTimestamps(currentTarget.checked)}
      />
    </ActionForm>
  );
}
