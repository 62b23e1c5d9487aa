// What can be done to one container, at the end of its row: the usual as buttons, all of it in a menu.

import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDotsVertical,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  type TablerIcon,
} from '@tabler/icons-react';
import { memo, useEffect, useRef, useState, type RefObject } from 'react';
import { useStore } from 'zustand';
import type { ContainerRow } from '../../../../preload/contract/containers.ts';
import { containersText } from '../../../text/containers.ts';
import { plainText } from '../../../ui/format.ts';
import { actOn } from '../actions/act-on.ts';
import { pendingStore } from '../actions/pending.ts';
import { isUp } from '../actions/possible.ts';
import { useMachineName } from '../../machines/use-machine.ts';
import { RowMenu } from './row-menu.tsx';

export const RowActions = memo(function RowActionsOfOne({ row }: { row: ContainerRow }) {
  const machine = useMachineName();
  const isPending = useStore(pendingStore, ({ byId }) => byId.has(row.id));
  const up = isUp(row);
  return (
    <>
      <Act
        kind={up ? 'stop' : 'start'}
        icon={up ? IconPlayerStop : IconPlayerPlay}
        name={row.name}
        disabled={isPending || row.state === 'dead' || row.state === 'removing'}
        run={(kind) => void actOn(machine, [row], { kind })}
      />
      <Act
        kind="restart"
        icon={IconRefresh}
        name={row.name}
        disabled={isPending || !up}
        run={(kind) => void actOn(machine, [row], { kind })}
      />
      <LazyMenu row={row} />
    </>
  );
});

interface ActProps {
  kind: 'start' | 'stop' | 'restart';
  icon: TablerIcon;
  name: string;
  disabled: boolean;
  run(kind: ActProps['kind']): void;
}

function Act({ kind, icon: Icon, name, disabled, run }: ActProps) {
  const action = containersText.actions[kind];
  return (
    <ActionIcon
      aria-label={containersText.actOn(action, plainText(name))}
      title={action}
      disabled={disabled}
      onClick={() => run(kind)}
    >
      <Icon size={17} stroke={1.7} />
    </ActionIcon>
  );
}

/** A menu costs far more than its button: thirty in sight would show while scrolling. Once used it stays, for the focus to come back to. */
function LazyMenu({ row }: { row: ContainerRow }) {
  const [isUsed, setUsed] = useState(false);
  if (isUsed) return <UsedMenu row={row} />;
  return <More name={row.name} onClick={() => setUsed(true)} />;
}

/** Its button is a new one: that has the focus before the menu opens, which gives it back to whatever had it then. */
function UsedMenu({ row }: { row: ContainerRow }) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    button.current?.focus();
    setOpen(true);
  }, []);
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-end" width={230}>
      <Menu.Target>
        <More name={row.name} ref={button} />
      </Menu.Target>
      {/* Before the action, so that what it opens gives the focus back to the button: the line is gone by then. */}
      <Menu.Dropdown onClickCapture={() => button.current?.focus()}>
        <RowMenu row={row} />
      </Menu.Dropdown>
    </Menu>
  );
}

interface MoreProps {
  name: string;
  ref?: RefObject<HTMLButtonElement | null>;
  onClick?(): void;
}

function More({ name, ...button }: MoreProps) {
  return (
    <ActionIcon aria-label={containersText.more(plainText(name))} aria-haspopup="menu" {...button}>
      <IconDotsVertical size={17} />
    </ActionIcon>
  );
}
