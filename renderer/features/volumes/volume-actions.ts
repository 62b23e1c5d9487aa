// What can be done to a volume, or to several.

import { IconArchive, IconFolder, IconInfoCircle, IconRestore, IconTrash } from '@tabler/icons-react';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { VolumeRow } from '../../../preload/contract/volumes.ts';
import { volumesText } from '../../text/volumes.ts';
import type { RowAction } from '../../ui/row-menu.tsx';
import { openBackUp, openRestore } from './archive-forms.tsx';
import { removeVolumes } from './remove-volumes.tsx';
import { volumeCommand } from './volume-commands.ts';

const text = volumesText.actions;

export type DrawerView = 'details' | 'files';

export function volumeActions(
  machine: MachineName,
  row: VolumeRow,
  show: (name: string, view: DrawerView) => void,
): RowAction[] {
  const { name } = row;
  return [
    {
      label: text.files,
      icon: IconFolder,
      command: volumeCommand.files(name, '/'),
      run: () => show(name, 'files'),
      isFirst: true,
    },
    {
      label: text.inspect,
      icon: IconInfoCircle,
      command: volumeCommand.inspect(name),
      run: () => show(name, 'details'),
    },
    {
      label: text.backUp,
      icon: IconArchive,
      command: volumeCommand.backUp(name, `${name}.tar`),
      run: () => openBackUp(machine, name),
    },
    {
      label: text.restore,
      icon: IconRestore,
      command: volumeCommand.restore(name, `${name}.tar`),
      run: () => openRestore(machine, name),
    },
    ...severalActions(machine, [row]),
  ];
}

export function severalActions(machine: MachineName, rows: readonly VolumeRow[]): RowAction[] {
  return [
    {
      label: text.remove,
      icon: IconTrash,
      command: volumeCommand.remove(rows.map(({ name }) => name)),
      run: () => removeVolumes(machine, rows),
      isLoss: true,
      isFirst: true,
    },
  ];
}
