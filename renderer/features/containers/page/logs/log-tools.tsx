// How a log is shown, and what can be done with it.

import { ActionIcon, Group } from '@mantine/core';
import {
  IconClock,
  IconDeviceFloppy,
  IconEraser,
  IconPlayerTrackNext,
  IconTextWrap,
} from '@tabler/icons-react';
import type { ContainerRow } from '../../../../../preload/contract/containers.ts';
import type { MachineName } from '../../../../../preload/contract/ids.ts';
import { logsText } from '../../../../text/container-logs.ts';
import { CopyText } from '../../../../ui/command-line.tsx';
import { IconSwitch } from '../../../../ui/icon-switch.tsx';
import { askSaveLogs } from './ask-save-logs.tsx';
import { logsLine, rangeRequest } from './log-request.ts';
import type { LogView } from './log-view.ts';

interface LogToolsProps {
  machine: MachineName;
  row: ContainerRow;
  view: LogView;
  onView(part: Partial<LogView>): void;
  onClear(): void;
}

export function LogTools({ machine, row, view, onView, onClear }: LogToolsProps) {
  const { range, isFollowed, isWrapped, withTime } = view;
  const line = logsLine(row.name, rangeRequest(range, Date.now()), isFollowed, withTime);
  return (
    <Group gap={6} ml="auto" wrap="nowrap">
      <IconSwitch
        icon={IconPlayerTrackNext}
        label={logsText.follow}
        isOn={isFollowed}
        onTurn={(on) => onView({ isFollowed: on })}
      />
      <IconSwitch
        icon={IconClock}
        label={logsText.timestamps}
        isOn={withTime}
        onTurn={(on) => onView({ withTime: on })}
      />
      <IconSwitch
        icon={IconTextWrap}
        label={logsText.wrap}
        isOn={isWrapped}
        onTurn={(on) => onView({ isWrapped: on })}
      />
      <ActionIcon aria-label={logsText.clear} title={logsText.clear} onClick={onClear}>
        <IconEraser size={16} />
      </ActionIcon>
      <ActionIcon
        aria-label={logsText.save}
        title={logsText.save}
        onClick={() => askSaveLogs({ machine, row })}
      >
        <IconDeviceFloppy size={16} />
      </ActionIcon>
      <CopyText text={line} label={logsText.copyCommand} />
    </Group>
  );
}
