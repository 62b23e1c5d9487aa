// The frame's foot: find a command, light or dark, which keys there are.

import {
  ActionIcon,
  Group,
  Kbd,
  Tooltip,
  UnstyledButton,
  useMantineColorScheme,
  useComputedColorScheme,
} from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { IconKeyboard, IconMoon, IconSun } from '@tabler/icons-react';
import { showShortcuts } from './features/palette/shortcuts.tsx';
import classes from './frame-tools.module.css';
import { frameText } from './text/frame.ts';

const isMac = navigator.userAgent.includes('Mac');

export function FrameTools() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const system = useColorScheme('light', { getInitialValueInEffect: false });
  const other = scheme === 'dark' ? 'light' : 'dark';
  return (
    <Group gap={4} wrap="nowrap" mt="xs">
      <UnstyledButton className={classes['find']} onClick={() => spotlight.open()}>
        <span>{frameText.palette}</span>
        <Kbd size="xs">{isMac ? '⌘K' : 'Ctrl K'}</Kbd>
      </UnstyledButton>
      <Tooltip label={frameText.colourScheme}>
        <ActionIcon
          aria-label={frameText.colourScheme}
          // Who is back at the system's colours follows it again.
          onClick={() => setColorScheme(other === system ? 'auto' : other)}
        >
          {scheme === 'dark' ? <IconSun size={16} /> : <IconMoon size={16} />}
        </ActionIcon>
      </Tooltip>
      <Tooltip label={frameText.shortcuts}>
        <ActionIcon aria-label={frameText.shortcuts} onClick={showShortcuts}>
          <IconKeyboard size={16} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
