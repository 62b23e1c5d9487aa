// Above the list: which containers are shown and how, and what is done about all of them.

import { ActionIcon, Button, SegmentedControl, TextInput, Tooltip } from '@mantine/core';
import { IconEraser, IconFolders, IconPlus, IconSearch } from '@tabler/icons-react';
import { containersText } from '../../../text/containers.ts';
import { words } from '../../../text/words.ts';
import { isTab, TABS, type Tab } from './filter.ts';

interface ListToolsProps {
  tab: Tab;
  setTab(tab: Tab): void;
  search: string;
  setSearch(search: string): void;
  counts: Readonly<Record<Tab, number>>;
  isGrouped: boolean;
  setGrouped(isGrouped: boolean): void;
  /** Undefined where nothing has stopped. */
  onPrune: (() => void) | undefined;
  onRun(): void;
}

export function ListTools(props: ListToolsProps) {
  const { tab, setTab, search, setSearch, counts, isGrouped, setGrouped, onPrune, onRun } = props;
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={containersText.filter}
        value={tab}
        onChange={(value) => setTab(isTab(value) ? value : 'all')}
        data={TABS.map((value) => ({ value, label: `${containersText.filters[value]} ${counts[value]}` }))}
      />
      <TextInput
        aria-label={words.search}
        placeholder={containersText.search}
        leftSection={<IconSearch size={16} />}
        value={search}
        onChange={({ currentTarget }) => setSearch(currentTarget.value)}
      />
      <Tooltip label={containersText.group}>
        <ActionIcon
          size="lg"
          variant={isGrouped ? 'light' : 'subtle'}
          aria-label={containersText.group}
          aria-pressed={isGrouped}
          onClick={() => setGrouped(!isGrouped)}
        >
          <IconFolders size={18} />
        </ActionIcon>
      </Tooltip>
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
