// The machine: started and stopped here, with what it is, how to use it, its settings, logs and ills.

import { ActionIcon, Button, Menu, Stack, Tabs } from '@mantine/core';
import {
  IconDotsVertical,
  IconPlayerPlay,
  IconPlugOff,
  IconPower,
  IconRefresh,
  IconSailboat,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { MachineSummary } from '../../../preload/contract/machines.ts';
import { useCommands, type Command } from '../../client/commands.ts';
import { machineText } from '../../text/machine.ts';
import { confirmLoss } from '../../ui/confirm.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { Doctor } from './doctor.tsx';
import { Logs } from './logs.tsx';
import { machineCommand, restartMachine, stopMachine } from './machine-commands.ts';
import { Overview } from './overview.tsx';
import { Settings } from './settings.tsx';
import { StartStages } from './start-view.tsx';
import { followStart, startsStore } from './starts.ts';
import { useHost } from '../../client/use-host.ts';
import { useMachineName, useSelectedMachine } from './use-machine.ts';

const TABS = ['overview', 'settings', 'logs', 'doctor'] as const;

export function MachinePage({ tab }: { tab: string }) {
  const name = useMachineName();
  const machine = useSelectedMachine();
  const host = useHost();
  const [, go] = useLocation();
  return (
    <Page
      title={name}
      subtitle={machine === undefined ? machineText.none : machineText.status[machine.status]}
      actions={<Actions machine={machine} />}
    >
      <Tabs
        value={tab}
        onChange={(value) => go(`/machine/${value}`)}
        keepMounted={false}
        display="flex"
        flex={1}
        mih={0}
        style={{ flexDirection: 'column' }}
      >
        <Tabs.List px="lg">
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one} disabled={machine === undefined && one !== 'overview'}>
              {machineText.tabs[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} flex={1} mih={0} p="lg" style={{ overflow: 'auto' }} tabIndex={0}>
          {tab === 'settings' && machine !== undefined && host !== undefined && (
            <Settings key={`${name} ${settingsKey(machine)}`} machine={machine} host={host} />
          )}
          {tab === 'logs' && <Logs key={name} machine={name} />}
          {tab === 'doctor' && <Doctor key={name} machine={name} />}
          {tab === 'overview' && <Home machine={machine} host={host} />}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

/** A form of settings begins anew when somebody else changed them. */
function settingsKey({ cpus, memoryMiB, diskGiB, acceleratorAsked, enginePort }: MachineSummary): string {
  return [cpus, memoryMiB, diskGiB, acceleratorAsked, enginePort].join(' ');
}

function Home({ machine, host }: { machine: MachineSummary | undefined; host: ReturnType<typeof useHost> }) {
  const name = useMachineName();
  const view = useStore(startsStore, (starts) => starts[name]);
  const isStarting = view !== undefined && (view.state !== 'done' || machine?.status === 'running');
  const isOff = machine?.status !== 'running' && machine?.status !== 'starting';
  return (
    <Stack gap="md" mih="100%">
      {machine !== undefined && <Overview machine={machine} host={host} />}
      {isStarting && <StartStages machine={name} view={view} />}
      {isOff && !isStarting && (
        <Empty
          icon={IconSailboat}
          title={machine === undefined ? machineText.welcome : machineText.off}
          action={
            <Button
              size="md"
              leftSection={<IconPlayerPlay size={18} />}
              onClick={() => void followStart(name)}
              data-start
            >
              {machineText.start}
            </Button>
          }
        >
          {machine === undefined ? machineText.welcomeWhy : machineText.offWhy}
        </Empty>
      )}
    </Stack>
  );
}

function Actions({ machine }: { machine: MachineSummary | undefined }) {
  const name = useMachineName();
  const isUp = machine?.status === 'running' || machine?.status === 'paused';
  const commands = useMemo<Command[]>(() => {
    const group = name;
    const start = { id: 'machine-start', label: machineText.start, group, run: () => void followStart(name) };
    const stop = { id: 'machine-stop', label: machineText.stop, group, run: () => void stopMachine(name) };
    const again = {
      id: 'machine-restart',
      label: machineText.restart,
      group,
      run: () => void restartMachine(name),
    };
    return isUp ? [stop, again] : [start];
  }, [name, isUp]);
  useCommands(commands);
  if (!isUp) {
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
  const pullPlug = () =>
    confirmLoss({
      title: machineText.powerOff,
      body: machineText.powerOffBody,
      command: machineCommand('poweroff', name),
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
