// The machine: started and stopped here, with what it is and how to use it.

import { Button, Stack } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop, IconSailboat } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { api } from '../../client/api.ts';
import { runTask } from '../../client/tasks.ts';
import { machineText } from '../../text/machine.ts';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { StartStages } from './start-view.tsx';
import { followStart, startsStore } from './starts.ts';
import { useMachineName, useSelectedMachine } from './use-machine.ts';

export function MachinePage() {
  const name = useMachineName();
  const machine = useSelectedMachine();
  const view = useStore(startsStore, (starts) => starts[name]);
  const isUp = machine?.status === 'running';
  const stop = () =>
    runTask(`${machineText.stop} ${name}`, 'slipway down', async () => {
      await api().machines.stop({ machine: name, force: false });
    });
  return (
    <Page
      title={name}
      subtitle={machine === undefined ? machineText.none : machineText.status[machine.status]}
      actions={
        isUp ? (
          <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={() => void stop()}>
            {machineText.stop}
          </Button>
        ) : (
          <Button leftSection={<IconPlayerPlay size={16} />} onClick={() => void followStart(name)}>
            {machineText.start}
          </Button>
        )
      }
    >
      <Stack p="lg">
        {view !== undefined && <StartStages machine={name} view={view} />}
        {view === undefined && machine === undefined && (
          <Empty icon={IconSailboat} title={machineText.welcome}>
            {machineText.welcomeWhy}
          </Empty>
        )}
      </Stack>
    </Page>
  );
}
