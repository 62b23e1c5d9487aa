// What is done about all containers, in the page's head; and whether they stand in groups, beside the search.

import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconEraser, IconFolders, IconPlus } from '@tabler/icons-react';
import { containersText } from '../../../text/containers.ts';

interface PageActionsProps {
  /** Undefined where nothing has stopped. */
  onPrune: (() => void) | undefined;
  onRun(): void;
}

export function PageActions({ onPrune, onRun }: PageActionsProps) {
  return (
    <>
      <Tooltip label={onPrune === undefined ? containersText.pruneNone : containersText.pruneTitle}>
        <Button
          variant="default"
          leftSection={<IconEraser size={16} />}
          data-disabled={onPrune === undefined || undefined}
          aria-disabled={onPrune === undefined}
          onClick={() => onPrune?.()}
        >
          {containersText.prune}
        </Button>
      </Tooltip>
      <Button leftSection={<IconPlus size={16} />} onClick={onRun}>
        {containersText.runShort}
      </Button>
    </>
  );
}

export function GroupSwitch({ isOn, onTurn }: { isOn: boolean; onTurn(isOn: boolean): void }) {
  return (
    <Tooltip label={containersText.group}>
      <ActionIcon
        size={30}
        variant={isOn ? 'light' : 'subtle'}
        aria-label={containersText.group}
        aria-pressed={isOn}
        onClick={() => onTurn(!isOn)}
      >
        <IconFolders size={17} />
      </ActionIcon>
    </Tooltip>
  );
}
