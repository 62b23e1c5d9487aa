// Which machine the window is about, with its state at a glance.

import { Menu, Text, UnstyledButton } from '@mantine/core';
import { IconPlus, IconSelector } from '@tabler/icons-react';
import { useStore } from 'zustand';
import type { StatusWord } from '../../../preload/contract/machines.ts';
import { machinesStore, selectMachine } from '../../client/machines.ts';
import { frameText } from '../../text/frame.ts';
import { machineText } from '../../text/machine.ts';
import { StateDot, type DotColour } from '../../ui/state-dot.tsx';
import { askForMachine } from './create-machine.tsx';
import classes from './machine-picker.module.css';
import { useMachineName, useSelectedMachine } from './use-machine.ts';

const COLOURS: Readonly<Record<StatusWord, DotColour>> = {
  running: 'good',
  starting: 'busy',
  stopping: 'busy',
  paused: 'warning',
  poweroff: 'off',
  aborted: 'bad',
  broken: 'bad',
};

export function MachinePicker() {
  const machines = useStore(machinesStore, (state) => state.machines) ?? [];
  const name = useMachineName();
  const machine = useSelectedMachine();
  const status = machine === undefined ? machineText.none : machineText.status[machine.status];
  return (
    <Menu width="target" position="bottom-start">
      <Menu.Target>
        <UnstyledButton
          className={classes['button']}
          aria-label={`${frameText.chooseMachine}: ${name}, ${status}`}
        >
          <StateDot colour={machine === undefined ? 'off' : COLOURS[machine.status]} />
          <span className={classes['text']}>
            <Text size="sm" fw={600} truncate>
              {name}
            </Text>
            <Text size="xs" c="dimmed" data-machine-status={machine?.status ?? 'none'}>
              {status}
            </Text>
          </span>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{frameText.chooseMachine}</Menu.Label>
        {machines.map((one) => (
          <Menu.Item
            key={one.name}
            leftSection={<StateDot colour={COLOURS[one.status]} />}
            onClick={() => selectMachine(one.name)}
          >
            {one.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={14} />} onClick={askForMachine}>
          {machineText.create.title}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
