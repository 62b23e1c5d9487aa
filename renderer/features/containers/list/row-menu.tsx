// The menu of one container: everything that can be done to it, and the lines that would do the same.

import { Menu } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import {
  IconBolt,
  IconCopyPlus,
  IconExternalLink,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTerminal2,
  IconTrash,
  IconWorld,
} from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { ContainerAction, ContainerRow } from '../../../../preload/contract/containers.ts';
import { containersText } from '../../../text/containers.ts';
import { localUrl, openLocal } from '../../../ui/local-link.tsx';
import { actionLine } from '../actions/action-line.ts';
import { actOn } from '../actions/act-on.ts';
import { askKill } from '../actions/ask-kill.tsx';
import { askRemove } from '../actions/ask-remove.tsx';
import { askRename } from '../actions/ask-rename.tsx';
import { canBe, type ActionKind } from '../actions/possible.ts';
import { showRunLine } from '../actions/show-run-line.tsx';
import { useMachineName } from '../../machines/use-machine.ts';
import { shownPorts } from './ports.ts';

const ICON = { size: 16, stroke: 1.7 } as const;

export function RowMenu({ row }: { row: ContainerRow }) {
  const machine = useMachineName();
  const [location, go] = useLocation();
  const page = `/containers/${row.id}`;
  const act = (action: ContainerAction) => void actOn(machine, [row], action);
  const duplicate = () => go(`/run?from=${row.id}`);
  return (
    <>
      {!location.startsWith(page) && (
        <Menu.Item leftSection={<IconExternalLink {...ICON} />} onClick={() => go(page)}>
          {containersText.open}
        </Menu.Item>
      )}
      <PortItems row={row} />
      <PauseItem row={row} act={act} />
      <Menu.Item
        leftSection={<IconBolt {...ICON} />}
        disabled={!canBe('kill', row)}
        onClick={() => askKill([row], act)}
      >
        {containersText.killAsk}
      </Menu.Item>
      <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={() => askRename(machine, row)}>
        {containersText.renameAsk}
      </Menu.Item>
      <Menu.Item leftSection={<IconCopyPlus {...ICON} />} onClick={duplicate}>
        {containersText.duplicate}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        leftSection={<IconTerminal2 {...ICON} />}
        onClick={() => showRunLine({ machine, id: row.id, name: row.name }, duplicate)}
      >
        {containersText.showRunLine}
      </Menu.Item>
      <LineItems row={row} />
      <Menu.Divider />
      <Menu.Item
        c="var(--mantine-color-error)"
        leftSection={<IconTrash {...ICON} />}
        disabled={!canBe('remove', row)}
        onClick={() => askRemove([row], act)}
      >
        {containersText.removeAsk}
      </Menu.Item>
    </>
  );
}

interface PauseItemProps {
  row: ContainerRow;
  act(action: ContainerAction): void;
}

function PauseItem({ row, act }: PauseItemProps) {
  if (canBe('unpause', row)) {
    return (
      <Menu.Item leftSection={<IconPlayerPlay {...ICON} />} onClick={() => act({ kind: 'unpause' })}>
        {containersText.actions.unpause}
      </Menu.Item>
    );
  }
  return (
    <Menu.Item
      leftSection={<IconPlayerPause {...ICON} />}
      disabled={!canBe('pause', row)}
      onClick={() => act({ kind: 'pause' })}
    >
      {containersText.actions.pause}
    </Menu.Item>
  );
}

function PortItems({ row }: { row: ContainerRow }) {
  const links = shownPorts(row.ports).flatMap(({ hostPort, containerPort, isLink }) =>
    isLink && hostPort !== undefined ? [{ hostPort, containerPort }] : [],
  );
  return links.map(({ hostPort, containerPort }) => (
    <Menu.Item
      key={hostPort}
      leftSection={<IconWorld {...ICON} />}
      onClick={() => openLocal(localUrl(hostPort, containerPort))}
    >
      {containersText.openPort(hostPort)}
    </Menu.Item>
  ));
}

const COPIED: readonly ActionKind[] = ['start', 'stop', 'restart', 'pause', 'unpause'];

/** The lines of what is done at once; what asks first shows its line there. */
function LineItems({ row }: { row: ContainerRow }) {
  const clipboard = useClipboard();
  return COPIED.flatMap((kind) =>
    canBe(kind, row) && kind !== 'kill' && kind !== 'remove' ? (
      <Menu.Item
        key={kind}
        leftSection={<IconTerminal2 {...ICON} />}
        onClick={() => clipboard.copy(actionLine({ kind }, [row.name]))}
      >
        {containersText.copyLine(containersText.actions[kind])}
      </Menu.Item>
    ) : (
      []
    ),
  );
}
