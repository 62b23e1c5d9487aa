// In place of the list: there are no containers yet, or none that is looked for.

import { Button, Code } from '@mantine/core';
import { IconBox } from '@tabler/icons-react';
import { containersText } from '../../../text/containers.ts';
import { words } from '../../../text/words.ts';
import { Empty } from '../../../ui/empty.tsx';
import type { Tab } from './filter.ts';

export function FirstContainer({ onRun }: { onRun(): void }) {
  return (
    <Empty
      icon={IconBox}
      title={containersText.none}
      action={<Button onClick={onRun}>{containersText.run}</Button>}
    >
      {containersText.noneWhy}
      <Code block mt="sm">
        {containersText.noneLine}
      </Code>
    </Empty>
  );
}

export function NothingShown({ tab, search, onClear }: { tab: Tab; search: string; onClear(): void }) {
  return (
    <Empty
      icon={IconBox}
      title={search.trim() === '' ? containersText.noneFiltered[tab] : words.nothingFound}
      action={
        <Button variant="default" onClick={onClear}>
          {containersText.clearFilter}
        </Button>
      }
    />
  );
}
