// What can be done to one thing: the first things as icons, all of them in a menu, each with its line for the terminal.

import { ActionIcon, CopyButton, Group, Menu, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconDotsVertical } from '@tabler/icons-react';
import { useRef, type ComponentType } from 'react';
import { words } from '../text/words.ts';

export interface RowAction {
  label: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  run(): void;
  /** The same on the command line; it can be copied beside the action. */
  command?: string;
  isLoss?: boolean;
  isDisabled?: boolean;
  /** Stands before the menu too. */
  isFirst?: boolean;
}

export function RowMenu({ name, actions }: { name: string; actions: readonly RowAction[] }) {
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end">
      {actions
        .filter(({ isFirst }) => isFirst)
        .map(({ label, icon: Icon, run, isDisabled }) => (
          <Tooltip key={label} label={label}>
            <ActionIcon aria-label={`${label}: ${name}`} onClick={run} disabled={isDisabled}>
              <Icon size={16} />
            </ActionIcon>
          </Tooltip>
        ))}
      <Menu position="bottom-end" withinPortal shadow="md">
        <Menu.Target>
          <ActionIcon ref={button} aria-label={`${words.more}: ${name}`}>
            <IconDotsVertical size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {actions.map((action) => (
            <MenuLine key={action.label} action={action} onLeave={() => button.current?.focus()} />
          ))}
          <Menu.Divider />
          {actions.map(({ label, command }) =>
            command === undefined ? null : <CopyLine key={label} label={label} command={command} />,
          )}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

interface MenuLineProps {
  action: RowAction;
  /** Before the action, so that what it opens gives the focus back to the menu's button: the line is gone by then. */
  onLeave(): void;
}

function MenuLine({ action: { label, icon: Icon, run, isLoss, isDisabled }, onLeave }: MenuLineProps) {
  return (
    <Menu.Item
      leftSection={<Icon size={16} />}
      color={isLoss === true ? 'red' : undefined}
      disabled={isDisabled}
      onClick={() => {
        onLeave();
        run();
      }}
    >
      {label}
    </Menu.Item>
  );
}

function CopyLine({ label, command }: { label: string; command: string }) {
  return (
    <CopyButton value={command}>
      {({ copied, copy }) => (
        <Menu.Item
          leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          closeMenuOnClick={false}
          onClick={copy}
          title={command}
        >
          {copied ? words.copied : words.copyCommandOf(label)}
        </Menu.Item>
      )}
    </CopyButton>
  );
}
