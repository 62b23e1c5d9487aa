// What can be done to an image, or to several, for menus, bars and the image's own page.

import { IconDeviceFloppy, IconPlayerPlay, IconTag, IconTrash, IconUpload } from '@tabler/icons-react';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { ImageRow } from '../../../preload/contract/images.ts';
import { imagesText } from '../../text/images.ts';
import type { RowAction } from '../../ui/row-menu.tsx';
import { openSave } from './archive-forms.tsx';
import { imageCommand } from './image-commands.ts';
import { referencesOf } from './image-rows.ts';
import { openRemove } from './remove-form.tsx';
import { openPush, openTag } from './tag-form.tsx';

const text = imagesText.actions;

/** @param go leads to another page of the window */
export function imageActions(machine: MachineName, row: ImageRow, go: (path: string) => void): RowAction[] {
  const image = row.tags[0] ?? row.id;
  return [
    {
      label: text.run,
      icon: IconPlayerPlay,
      command: imageCommand.run(image),
      run: () => go(`/run?image=${encodeURIComponent(image)}`),
      isFirst: true,
    },
    {
      label: text.tag,
      icon: IconTag,
      command: imageCommand.tag(image, 'name:tag'),
      run: () => openTag(machine, row),
    },
    {
      label: text.push,
      icon: IconUpload,
      command: imageCommand.push(image),
      run: () => openPush(machine, row),
      isDisabled: row.tags.length === 0,
    },
    ...severalActions(machine, [row]),
  ];
}

export function severalActions(machine: MachineName, rows: readonly ImageRow[]): RowAction[] {
  const references = referencesOf(rows);
  return [
    {
      label: text.save,
      icon: IconDeviceFloppy,
      command: imageCommand.save(references, 'images.tar'),
      run: () => openSave(machine, rows),
      // One tar takes no more at a time.
      isDisabled: references.length > 100,
    },
    {
      label: text.remove,
      icon: IconTrash,
      command: imageCommand.remove(references, false),
      run: () => openRemove(machine, rows),
      isLoss: true,
      isFirst: true,
    },
  ];
}
