// What a page offers beside its main buttons.

import { ActionIcon, Menu } from '@mantine/core';
import { IconDotsVertical } from '@tabler/icons-react';
import { useRef } from 'react';
import type { RowAction } from './row-menu.tsx';

export function PageMenu({ label, actions }: { label: string; actions: readonly RowAction[] }) {
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Menu position="bottom-end" withinPortal shadow="md">
      <Menu.Target>
        <ActionIcon ref={button} variant="default" size={36} aria-label={label}>
          <IconDotsVertical size={18} />
        </ActionIcon>
      </Menu.Target>
      {/* Before the action, so that what it opens gives the focus back to the button: the line is gone by then. */}
      <Menu.Dropdown onClickCapture={() => button.current?.focus()}>
        {actions.map(({ label: name, icon: Icon, run, isDisabled }) => (
          <Menu.Item key={name} leftSection={<Icon size={16} />} disabled={isDisabled} onClick={run}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
