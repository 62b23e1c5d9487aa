// A container's name, state, image and ports, and what can be done to it.

import { ActionIcon, Anchor, Button, Menu, Text } from '@mantine/core';
import { IconDotsVertical, IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import type { ContainerRow } from '../../../../preload/contract/containers.ts';
import { useNow } from '../../../client/use-now.ts';
import { containersText } from '../../../text/containers.ts';
import { containerText } from '../../../text/container.ts';
import { plainText } from '../../../ui/format.ts';
import { StateDot } from '../../../ui/state-dot.tsx';
import { TitleWithWayBack } from '../../../ui/way-back.tsx';
import { useMachineName } from '../../machines/use-machine.ts';
import { actOn } from '../actions/act-on.ts';
import { pendingStore } from '../actions/pending.ts';
import { canBe, isUp } from '../actions/possible.ts';
import { PortsCell } from '../list/ports-cell.tsx';
import { RowMenu } from '../list/row-menu.tsx';
import { sinceWord, stateColour, stateWord } from '../list/state.ts';
import classes from './container-page.module.css';

export function ContainerTitle({ name }: { name: string }) {
  return <TitleWithWayBack to="/containers" label={containerText.back} title={plainText(name)} />;
}

export function ContainerFacts({ row }: { row: ContainerRow }) {
  const pending = useStore(pendingStore, ({ byId }) => byId.get(row.id));
  const since = sinceWord(row, useNow());
  return (
    <span className={classes['facts']} data-state={row.state}>
      <StateDot colour={pending === undefined ? stateColour(row) : 'busy'} />
      <span>{pending === undefined ? `${stateWord(row)} ${since}` : containersText.pending[pending]}</span>
      <span className={classes['image']}>
        <Anchor href={`#/images/${encodeURIComponent(row.imageId)}`} size="sm" title={plainText(row.image)}>
          {plainText(row.image)}
        </Anchor>
      </span>
      <PortsCell ports={row.ports} />
    </span>
  );
}

export function ContainerActions({ row }: { row: ContainerRow }) {
  const machine = useMachineName();
  const isPending = useStore(pendingStore, ({ byId }) => byId.has(row.id));
  const more = useRef<HTMLButtonElement>(null);
  const first = isUp(row) ? 'stop' : 'start';
  const FirstIcon = first === 'stop' ? IconPlayerStop : IconPlayerPlay;
  return (
    <>
      <Button
        size="xs"
        variant={first === 'stop' ? 'default' : 'filled'}
        leftSection={<FirstIcon size={15} />}
        disabled={isPending || !canBe(first, row)}
        onClick={() => void actOn(machine, [row], { kind: first })}
      >
        {containersText.actions[first]}
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={15} />}
        disabled={isPending || !canBe('restart', row)}
        onClick={() => void actOn(machine, [row], { kind: 'restart' })}
      >
        {containersText.actions.restart}
      </Button>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon
            ref={more}
            variant="default"
            size={30}
            aria-label={containersText.more(plainText(row.name))}
          >
            <IconDotsVertical size={17} />
          </ActionIcon>
        </Menu.Target>
        {/* Before the action, so that what it opens gives the focus back to the button: the line is gone by then. */}
        <Menu.Dropdown onClickCapture={() => more.current?.focus()}>
          <RowMenu row={row} />
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

/** Where something needs a running container: says so, and starts it. */
export function StartButton({ row }: { row: ContainerRow }) {
  const machine = useMachineName();
  const isPending = useStore(pendingStore, ({ byId }) => byId.has(row.id));
  const kind = canBe('unpause', row) ? 'unpause' : 'start';
  return (
    <Button
      leftSection={<IconPlayerPlay size={16} />}
      disabled={!canBe(kind, row)}
      loading={isPending}
      onClick={() => void actOn(machine, [row], { kind })}
    >
      <Text inherit span>
        {containersText.actions[kind]}
      </Text>
    </Button>
  );
}
