// For pages that show what lives in a machine: they need one that runs, and say how to get it.

import { Button, Center, Loader } from '@mantine/core';
import { IconServerOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import { machinesStore, selectedMachine } from '../client/machines.ts';
import { frameText } from '../text/frame.ts';
import { words } from '../text/words.ts';
import { Empty } from './empty.tsx';

export function NeedsMachine({ phase, children }: { phase: 'waiting' | 'live'; children: ReactNode }) {
  const machine = useStore(machinesStore, selectedMachine);
  const [, go] = useLocation();
  if (machine?.status !== 'running') {
    return (
      <Empty
        icon={IconServerOff}
        title={frameText.notRunningTitle}
        action={<Button onClick={() => go('/machine')}>{frameText.showMachine}</Button>}
      >
        {frameText.notRunningWhy}
      </Empty>
    );
  }
  if (phase === 'live') return children;
  return (
    <Center flex={1}>
      <Loader aria-label={words.loading} />
    </Center>
  );
}
