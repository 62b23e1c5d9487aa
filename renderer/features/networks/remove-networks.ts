// Removes networks after naming them: those that are chosen, or all that nobody is on.

import type { MachineName } from '../../../preload/contract/ids.ts';
import type { NetworkRow } from '../../../preload/contract/networks.ts';
import { api } from '../../client/api.ts';
import { requireAll } from '../../client/outcomes.ts';
import { runTask } from '../../client/tasks.ts';
import { networksText } from '../../text/networks.ts';
import { confirmLoss } from '../../ui/confirm.tsx';
import { networkCommand } from './network-commands.ts';

export function removeNetworks(machine: MachineName, rows: readonly NetworkRow[]): void {
  const networks = rows.map(({ name }) => name);
  const isUsed = rows.some(({ containers }) => containers.length > 0);
  const command = networkCommand.remove(networks);
  const title = networksText.removeTitle(rows.length);
  confirmLoss({
    title,
    body: isUsed ? `${networksText.removeWhat} ${networksText.removeUsed}` : networksText.removeWhat,
    things: rows.map(({ name, containers }) =>
      containers.length === 0 ? name : `${name} (${containers.map((one) => one.name).join(', ')})`,
    ),
    command,
    confirm: networksText.actions.remove,
    onConfirm: () =>
      void runTask(title.replace('?', ''), command, async () =>
        networksText.removed(requireAll(await api().networks.remove({ machine, networks }))),
      ),
  });
}

export function pruneNetworks(machine: MachineName, rows: readonly NetworkRow[]): void {
  const title = networksText.pruneTitle;
  confirmLoss({
    title,
    body: networksText.pruneWhat,
    things: rows.filter((row) => !row.builtIn && row.containers.length === 0).map(({ name }) => name),
    command: networkCommand.prune(),
    confirm: networksText.actions.prune,
    onConfirm: () =>
      void runTask(title.replace('?', ''), networkCommand.prune(), async () => {
        const { removed } = await api().networks.prune({ machine });
        return networksText.pruned(removed);
      }),
  });
}
