// Terminals in a container, several at once; each runs a shell or whatever else it is told to.

import { Group, Tabs, Text } from '@mantine/core';
import { IconTerminal2 } from '@tabler/icons-react';
import { useState } from 'react';
import type { ContainerRow } from '../../../../../preload/contract/containers.ts';
import { containerText } from '../../../../text/container.ts';
import { terminalText } from '../../../../text/terminal.ts';
import { Empty } from '../../../../ui/empty.tsx';
import { plainText } from '../../../../ui/format.ts';
import { StartButton } from '../container-header.tsx';
import { NewTerminal } from './new-terminal.tsx';
import { BEST_SHELL, type TerminalWish } from './shells.ts';
import { TerminalView } from './terminal-view.tsx';
import classes from './terminal.module.css';

interface Opened extends TerminalWish {
  key: number;
}

export function TerminalTab({ row }: { row: ContainerRow }) {
  const isUp = row.state === 'running';
  const { opened, active, setActive, open, close } = useOpened(isUp);
  if (!isUp && opened.length === 0) {
    return (
      <Empty icon={IconTerminal2} title={containerText.notRunning} action={<StartButton row={row} />}>
        {containerText.notRunningTerminal}
      </Empty>
    );
  }
  return (
    <Tabs
      variant="pills"
      value={active}
      onChange={(next) => setActive(next ?? '')}
      className={classes['tab'] ?? ''}
    >
      <Group className={classes['bar']} gap="xs">
        <Tabs.List aria-label={terminalText.sessions}>
          {opened.map(({ key, label }) => (
            <Tabs.Tab key={key} value={String(key)} size="xs" className={classes['session'] ?? ''}>
              {key}: {plainText(label)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <NewTerminal isDisabled={!isUp} onOpen={open} />
      </Group>
      {opened.length === 0 && (
        <Empty icon={IconTerminal2} title={terminalText.none}>
          <Text>{terminalText.noneWhy}</Text>
        </Empty>
      )}
      {opened.map(({ key, ...wish }) => (
        <Tabs.Panel key={key} value={String(key)} className={classes['panel'] ?? ''}>
          <TerminalView row={row} wish={wish} number={key} onClose={() => close(key)} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** Which terminals there are; one is open from the beginning where the container runs. */
function useOpened(isUp: boolean) {
  const [opened, setOpened] = useState<readonly Opened[]>(() => (isUp ? [{ key: 1, ...BEST_SHELL }] : []));
  const [active, setActive] = useState('1');
  const open = (wish: TerminalWish) => {
    const key = Math.max(0, ...opened.map((one) => one.key)) + 1;
    setOpened([...opened, { key, ...wish }]);
    setActive(String(key));
  };
  const close = (key: number) => {
    const rest = opened.filter((one) => one.key !== key);
    setOpened(rest);
    setActive(String(rest.at(-1)?.key ?? 0));
  };
  return { opened, active, setActive, open, close };
}
