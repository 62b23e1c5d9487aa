// The machine: started and stopped here, with what it is, how to use it, its settings, logs and ills.

import { Button, Stack, Tabs } from '@mantine/core';
import { IconPlayerPlay, IconSailboat } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import type { MachineSummary } from '../../../preload/contract/machines.ts';
import { useHost } from '../../client/use-host.ts';
import { machineText } from '../../text/machine.ts';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { Doctor } from './doctor.tsx';
import { Logs } from './logs.tsx';
import { MachineActions } from './machine-actions.tsx';
import { Overview } from './overview.tsx';
import { Settings } from './settings.tsx';
import { StartStages } from './start-view.tsx';
import { followStart, startsStore } from './starts.ts';
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
      actions={<MachineActions machine={machine} />}
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
            <Settings key={name} machine={machine} host={host} />
          )}
          {tab === 'logs' && <Logs key={name} machine={name} />}
          {tab === 'doctor' && <Doctor key={name} machine={name} />}
          {tab === 'overview' && <Home machine={machine} host={host} />}
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
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
