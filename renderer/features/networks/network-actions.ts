// What can be done to a network, or to several; the engine's own stay as they are.

import { IconInfoCircle, IconPlugConnected, IconTrash } from '@tabler/icons-react';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { NetworkRow } from '../../../preload/contract/networks.ts';
import { networksText } from '../../text/networks.ts';
import type { RowAction } from '../../ui/row-menu.tsx';
import { openConnect } from './connect-form.tsx';
import { networkCommand } from './network-commands.ts';
import { removeNetworks } from './remove-networks.ts';

const text = networksText.actions;
/** No container can be put on these. */
const NOT_TO_JOIN = new Set(['host', 'null']);

export function networkActions(
  machine: MachineName,
  row: NetworkRow,
  show: (row: NetworkRow) => void,
): RowAction[] {
  return [
    {
      label: text.connect,
      icon: IconPlugConnected,
      command: networkCommand.connect(row.name, 'container'),
      run: () => openConnect(machine, row),
      isDisabled: NOT_TO_JOIN.has(row.driver),
      isFirst: true,
    },
    {
      label: text.inspect,
      icon: IconInfoCircle,
      command: networkCommand.inspect(row.name),
      run: () => show(row),
    },
    ...severalActions(machine, [row]),
  ];
}

export function severalActions(machine: MachineName, rows: readonly NetworkRow[]): RowAction[] {
  return [
    {
      label: text.remove,
      icon: IconTrash,
      command: networkCommand.remove(rows.map(({ name }) => name)),
      run: () => removeNetworks(machine, rows),
      isDisabled: rows.some(({ builtIn }) => builtIn),
      isLoss: true,
      isFirst: true,
    },
  ];
}
