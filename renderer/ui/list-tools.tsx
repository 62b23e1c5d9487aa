// Above a list: what is searched for, and which kind of its rows is shown, with how many there are of each.

import { Group, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { words } from '../text/words.ts';
import classes from './list-tools.module.css';

export interface KindChoice<Kind extends string> {
  value: Kind;
  label: string;
  count: number;
}

interface ListToolsProps<Kind extends string> {
  placeholder: string;
  search: string;
  onSearch(search: string): void;
  /** `text` has no cross of its own, and Escape does not empty it. */
  field?: 'search' | 'text';
  kinds?: readonly KindChoice<Kind>[];
  kind?: Kind;
  onKind?(kind: Kind): void;
  /** Other ways to look at the list. */
  children?: ReactNode;
}

export function ListTools<Kind extends string>(props: ListToolsProps<Kind>) {
  const { placeholder, search, onSearch, field = 'search', kinds, kind, onKind, children } = props;
  return (
    <Group className={classes['tools'] ?? ''} gap="sm">
      <TextInput
        size="xs"
        className={classes['search'] ?? ''}
        type={field}
        aria-label={words.search}
        placeholder={placeholder}
        leftSection={<IconSearch size={14} />}
        value={search}
        onChange={({ currentTarget }) => onSearch(currentTarget.value)}
      />
      {kinds !== undefined && (
        <SegmentedControl
          size="xs"
          aria-label={words.show}
          value={kind ?? ''}
          onChange={(value) => {
            const chosen = kinds.find((one) => one.value === value);
            if (chosen !== undefined) onKind?.(chosen.value);
          }}
          data={kinds.map(({ value, label, count }) => ({ value, label: `${label} ${count}` }))}
        />
      )}
      {children !== undefined && (
        <Group gap="xs" ml="auto" wrap="nowrap">
          {children}
        </Group>
      )}
    </Group>
  );
}
