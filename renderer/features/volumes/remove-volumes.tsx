// Removes volumes after naming them: those that are chosen, or all that nobody uses.

import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { VolumeRow } from '../../../preload/contract/volumes.ts';
import { api } from '../../client/api.ts';
import { requireAll } from '../../client/outcomes.ts';
import { runTask } from '../../client/tasks.ts';
import { volumesText } from '../../text/volumes.ts';
import { ActionForm } from '../../ui/action-form.tsx';
import { confirmLoss } from '../../ui/confirm.tsx';
import { openDialog } from '../../ui/dialog.tsx';
import { volumeCommand } from './volume-commands.ts';

export function removeVolumes(machine: MachineName, rows: readonly VolumeRow[]): void {
  const volumes = rows.map(({ name }) => name);
  const isUsed = rows.some(({ usedBy }) => usedBy.length > 0);
  const command = volumeCommand.remove(volumes);
  const title = volumesText.removeTitle(rows.length);
  confirmLoss({
    title,
    body: isUsed ? `${volumesText.removeWhat} ${volumesText.removeUsed}` : volumesText.removeWhat,
    things: rows.map(({ name, usedBy }) =>
      usedBy.length === 0 ? name : `${name} (${volumesText.usedBy.toLowerCase()} ${usedBy.join(', ')})`,
    ),
    command,
    confirm: volumesText.actions.remove,
    onConfirm: () =>
      void runTask(title.replace('?', ''), command, async () =>
        volumesText.removed(requireAll(await api().volumes.remove({ machine, volumes }))),
      ),
  });
}

export function openPrune(machine: MachineName): void {
  openDialog(volumesText.pruneTitle, (close) => <PruneForm machine={machine} close={close} />, 'lg');
}

function PruneForm({ machine, close }: { machine: MachineName; close(): void }) {
  const [all, setAll] = useState(false);
  const start = () =>
    runTask(volumesText.pruneTitle, volumeCommand.prune(all), async () => {
      const { removed, freedBytes } = await api().volumes.prune({ machine, all });
      return volumesText.pruned(removed.length, freedBytes);
    });
  return (
    <ActionForm
      intro={volumesText.pruneWhat}
      command={volumeCommand.prune(all)}
      submit={volumesText.actions.prune}
      isLoss
      isReady
      act={async () => void start()}
      close={close}
    >
      <Radio.Group
        label={volumesText.pruneWhich}
        value={all ? 'all' : 'anonymous'}
        onChange={(value) => setAll(value === 'all')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="anonymous" label={volumesText.pruneAnonymous} />
          <Radio value="all" label={volumesText.pruneAll} />
        </Stack>
      </Radio.Group>
    </ActionForm>
  );
}
