// Removes images, after naming what goes and who uses it; or all that nobody uses, telling what that freed.

import { Checkbox, List, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { ImageRow } from '../../../preload/contract/images.ts';
import { api } from '../../client/api.ts';
import { requireAll } from '../../client/outcomes.ts';
import { runTask } from '../../client/tasks.ts';
import { imagesText } from '../../text/images.ts';
import { plainText, shortId } from '../../ui/format.ts';
import { NameList } from '../../ui/name-list.tsx';
import { ActionForm } from '../../ui/action-form.tsx';
import { openDialog } from '../../ui/dialog.tsx';
import { WarningNote } from '../../ui/warning-note.tsx';
import { imageCommand } from './image-commands.ts';
import { countRemoved, imageName, isOfKind, referencesOf, totalBytes } from './image-rows.ts';

export function openRemove(machine: MachineName, rows: readonly ImageRow[]): void {
  openDialog(
    imagesText.removeTitle(rows.length),
    (close) => <RemoveForm machine={machine} rows={rows} close={close} />,
    'lg',
  );
}

function RemoveForm(props: { machine: MachineName; rows: readonly ImageRow[]; close(): void }) {
  const { machine, rows, close } = props;
  const [force, setForce] = useState(false);
  const used = rows.filter(({ usedBy }) => usedBy.length > 0);
  const references = referencesOf(rows);
  return (
    <ActionForm
      intro={imagesText.removeWhat}
      command={imageCommand.remove(references, force)}
      submit={imagesText.actions.remove}
      isLoss
      isReady
      act={async () => startRemove(machine, rows.length, references, force)}
      close={close}
    >
      <NameList names={rows.map(namesOfRow)} />
      {used.length > 0 && (
        <WarningNote title={imagesText.usedWarning}>
          <List size="sm">
            {used.slice(0, 8).map((row) => (
              <List.Item key={row.id}>
                {plainText(imagesText.removeUsed(imageName(row), row.usedBy.join(', ')))}
              </List.Item>
            ))}
          </List>
        </WarningNote>
      )}
      <Checkbox
        label={imagesText.force}
        description={imagesText.forceWhy}
        checked={force}
        onChange={({ currentTarget }) => setForce(currentTarget.checked)}
      />
    </ActionForm>
  );
}

function namesOfRow({ tags, id }: ImageRow): string {
  return tags.length === 0 ? `${imagesText.noTag} (${shortId(id)})` : `${tags.join(', ')} (${shortId(id)})`;
}

function startRemove(machine: MachineName, count: number, images: string[], force: boolean): void {
  void runTask(imagesText.removing(count), imageCommand.remove(images, force), async () => {
    const outcomes = await api().images.remove({ machine, images, force });
    requireAll(outcomes);
    const { names, layers } = countRemoved(outcomes.flatMap(({ removed }) => removed));
    return imagesText.removed(names, layers);
  });
}

export function openPrune(machine: MachineName, rows: readonly ImageRow[]): void {
  openDialog(
    imagesText.pruneTitle,
    (close) => <PruneForm machine={machine} rows={rows} close={close} />,
    'lg',
  );
}

function PruneForm(props: { machine: MachineName; rows: readonly ImageRow[]; close(): void }) {
  const { machine, rows, close } = props;
  const [all, setAll] = useState(false);
  const dangling = rows.filter((row) => isOfKind(row, 'dangling'));
  const unused = rows.filter((row) => isOfKind(row, 'unused'));
  return (
    <ActionForm
      intro={imagesText.pruneWhy}
      command={imageCommand.prune(all)}
      submit={imagesText.actions.prune}
      isLoss
      isReady
      act={async () => startPrune(machine, all)}
      close={close}
    >
      <Radio.Group
        label={imagesText.pruneWhich}
        value={all ? 'all' : 'dangling'}
        onChange={(value) => setAll(value === 'all')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="dangling" label={imagesText.pruneDangling(dangling.length, totalBytes(dangling))} />
          <Radio value="all" label={imagesText.pruneAll(unused.length, totalBytes(unused))} />
        </Stack>
      </Radio.Group>
      <NameList names={(all ? unused : dangling).map(namesOfRow)} />
    </ActionForm>
  );
}

function startPrune(machine: MachineName, all: boolean): void {
  void runTask(imagesText.pruneTitle, imageCommand.prune(all), async () => {
    const { removed, freedBytes } = await api().images.prune({ machine, all });
    return imagesText.pruned(removed.length, freedBytes);
  });
}
