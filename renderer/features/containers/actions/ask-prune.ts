// Removes all stopped containers, once it was said which these are.

import type { MachineName } from '../../../../preload/contract/ids.ts';
import { api } from '../../../client/api.ts';
import { containerRows } from '../../../client/lists.ts';
import { runTask } from '../../../client/tasks.ts';
import { containersText } from '../../../text/containers.ts';
import { confirmLoss } from '../../../ui/confirm.tsx';
import { formatBytes } from '../../../ui/format.ts';
import { PRUNE_LINE } from './action-line.ts';
import { isPrunable } from './possible.ts';

export function askPrune(machine: MachineName): void {
  const stopped = containerRows.getState().all.filter(isPrunable);
  confirmLoss({
    title: containersText.pruneTitle,
    body: stopped.length === 0 ? containersText.pruneNone : containersText.pruneWhy(stopped.length),
    things: stopped.map(({ name }) => name),
    command: PRUNE_LINE,
    confirm: containersText.pruneConfirm(stopped.length),
    onConfirm: () => void prune(machine),
  });
}

function prune(machine: MachineName): Promise<unknown> {
  return runTask(containersText.prune, PRUNE_LINE, async (_tell, signal) => {
    const { removed, freedBytes } = await api().containers.prune({ machine }, signal);
    return containersText.pruned(removed.length, formatBytes(freedBytes));
  });
}
