// A button of one icon that stays pressed.

import { ActionIcon } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';

interface IconSwitchProps {
  icon: TablerIcon;
  label: string;
  isOn: boolean;
  onTurn(on: boolean): void;
}

export function IconSwitch({ icon: Icon, label, isOn, onTurn }: IconSwitchProps) {
  return (
    <ActionIcon
      variant={isOn ? 'light' : 'subtle'}
      color={isOn ? 'indigo' : 'gray'}
      aria-label={label}
      title={label}
      aria-pressed={isOn}
      onClick={() => onTurn(!isOn)}
    >
      <Icon size={16} />
    </ActionIcon>
  );
}
