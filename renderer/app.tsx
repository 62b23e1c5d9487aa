// The window: what it is connected to, then its frame, with the page that the address names.

import { Center, Loader } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { connection, type Api } from './client/api.ts';
import { followLists } from './client/lists.ts';
import { followMachines, machinesStore } from './client/machines.ts';
import { Frame } from './frame.tsx';
import { frameText } from './text/frame.ts';
import { words } from './text/words.ts';
import { Empty } from './ui/empty.tsx';

export function App() {
  const state = useStore(connection);
  switch (state.kind) {
    case 'connecting':
      return <Waiting />;
    case 'connected':
      return <Connected api={state.api} />;
    case 'refused':
      return (
        <Empty icon={IconPlugConnectedX} title={frameText.refused}>
          {frameText.refusedWhy}
        </Empty>
      );
    default:
      return (
        <Empty icon={IconPlugConnectedX} title={frameText.lost}>
          {frameText.lostWhy}
        </Empty>
      );
  }
}

function Connected({ api }: { api: Api }) {
  const isTold = useStore(machinesStore, ({ machines }) => machines !== undefined);
  useEffect(() => {
    // A connection that is lost ends it; what is shown then says so.
    void followMachines(api).catch(() => {});
    return followLists(api);
  }, [api]);
  return isTold ? <Frame /> : <Waiting />;
}

function Waiting() {
  return (
    <Center h="100%">
      <Loader aria-label={words.loading} />
    </Center>
  );
}
