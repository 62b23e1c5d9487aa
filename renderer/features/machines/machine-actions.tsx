// What can be done to the machine at the top of its page, and by the palette.

import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDotsVertical, IconPlayerPlay, IconPlugOff, IconPower, IconRefresh } from '@tabler/icons-react';
import { useMemo } from 'react';
import { slipwayLine } from '../../../preload/contract/command-line.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { MachineSummary } from '../../../preload/contract/machines.ts';
import { useCommands, type Command } from '../../client/commands.ts';
import { machineText } from '../../text/machine.ts';
import { confirmLoss } from '../../ui/confirm.tsx';
import { restartMachine, stopMachine } from './machine-commands.ts';
import { followStart } from './starts.ts';
import { useMachineName } from './use-machine.ts';

export function MachineActions({ machine }: { machine: MachineSummary | undefined }) {
  const name = useMachineName();
  const isUp = machine?.status === 'running' || machine?.status === 'paused';
  useCommands(useMemo(() => commandsOf(name, isUp), [name, isUp]));
  if (isUp) return <StopActions name={name} />;
  return (
    <Button
      leftSection={<IconPlayerPlay size={16} />}
      loading={machine?.status === 'starting'}
      disabled={machine?.status === 'stopping'}
      onClick={() => void followStart(name)}
    >
      {machineText.start}
    </Button>
  );
}

function commandsOf(name: MachineName, isUp: boolean): Command[] {
  const command = (id: string, label: string, run: () => Promise<void>): Command => ({
    id: `machine-${id}`,
    label: `${label}: ${name}`,
    group: machineText.group,
    run: () => void run(),
  });
  return isUp
    ? [
        command('stop', machineText.stop, () => stopMachine(name)),
        command('restart', machineText.restart, () => restartMachine(name)),
      ]
    : [command('start', machineText.start, () => followStart(name))];
}

function StopActions({ name }: { name: MachineName }) {
  const pullPlug = () =>
    confirmLoss({
      title: machineText.powerOff,
      body: machineText.powerOffBody,
      command: slipwayLine('poweroff', name),
      confirm: machineText.powerOff,
      onConfirm: () => void stopMachine(name, true),
    });
  return (
    <>
      <Button variant="default" leftSection={<IconPower size={16} />} onClick={() => void stopMachine(name)}>
        {machineText.stop}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={machineText.more} size="lg">
            <IconDotsVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconRefresh size={16} />} onClick={() => void restartMachine(name)}>
            {machineText.restart}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconPlugOff size={16} />} onClick={pullPlug}>
            {machineText.powerOff}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
