// What can be done to everything that is selected, above the table; it is there while anything is.

import { Button, CloseButton, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { words } from '../text/words.ts';
import type { RowAction } from './row-menu.tsx';
import classes from './selection-bar.module.css';

interface SelectionBarProps {
  count: number;
  actions: readonly RowAction[];
  onClear(): void;
  children?: ReactNode;
}

export function SelectionBar({ count, actions, onClear, children }: SelectionBarProps) {
  if (count === 0) return null;
  return (
    <Group className={classes['bar'] ?? ''} gap="xs" role="toolbar" aria-label={words.selected(count)}>
      <Text size="sm" fw={600}>
        {words.selected(count)}
      </Text>
      {actions.map(({ label, icon: Icon, run, isLoss, isDisabled }) => (
        <Button
          key={label}
          size="compact-sm"
          variant={isLoss === true ? 'light' : 'default'}
          color={isLoss === true ? 'red' : undefined}
          leftSection={<Icon size={14} />}
          disabled={isDisabled}
          onClick={run}
        >
          {label}
        </Button>
      ))}
      {children}
      <CloseButton size="sm" ml="auto" aria-label={words.selectNone} onClick={onClear} />
    </Group>
  );
}
