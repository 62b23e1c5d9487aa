// Commands about containers for the palette, wherever one is in the window.

import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { ContainerRow } from '../../../../preload/contract/containers.ts';
import type { MachineName } from '../../../../preload/contract/ids.ts';
import { useCommands, type Command } from '../../../client/commands.ts';
import { containerRows } from '../../../client/lists.ts';
import { containersText } from '../../../text/containers.ts';
import { plainText } from '../../../ui/format.ts';
import { useMachineName } from '../../machines/use-machine.ts';
import { actOn } from '../actions/act-on.ts';
import { askPrune } from '../actions/ask-prune.ts';
import { isUp } from '../actions/possible.ts';

/** The palette is for what one has in mind; of more than these the list has a search. */
const MOST_ROWS = 50;

export function ContainerCommands() {
  const [, go] = useLocation();
  const machine = useMachineName();
  const rows = useStore(containerRows, ({ all }) => all);
  const commands = useMemo(() => commandsFor(rows.slice(0, MOST_ROWS), machine, go), [rows, machine, go]);
  useCommands(commands);
  return null;
}

function commandsFor(
  rows: readonly ContainerRow[],
  machine: MachineName,
  go: (path: string) => void,
): Command[] {
  const group = containersText.commands;
  return [
    { id: 'container-run', label: containersText.run, group, keys: 'r', run: () => go('/run') },
    { id: 'container-prune', label: containersText.pruneTitle, group, run: () => askPrune(machine) },
    ...rows.flatMap((row): Command[] => {
      const kind = isUp(row) ? 'stop' : 'start';
      const name = plainText(row.name);
      return [
        {
          id: `container-open-${row.id}`,
          label: containersText.actOn(containersText.open, name),
          group,
          run: () => go(`/containers/${row.id}`),
        },
        {
          id: `container-${kind}-${row.id}`,
          label: containersText.actOn(containersText.actions[kind], name),
          group,
          run: () => void actOn(machine, [row], { kind }),
        },
      ];
    }),
  ];
}
