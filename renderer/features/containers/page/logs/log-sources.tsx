// The containers whose logs stand in one time line: others are added by name, each has a colour of its own.

import { Button, Combobox, Pill, TextInput, useCombobox } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { ContainerRow } from '../../../../../preload/contract/containers.ts';
import { containerRows } from '../../../../client/lists.ts';
import { logsText } from '../../../../text/container-logs.ts';
import { words } from '../../../../text/words.ts';
import { plainText } from '../../../../ui/format.ts';
import classes from './logs.module.css';

/** As many as the contract takes. */
export const MOST_SOURCES = 50;
/** A list of a thousand is searched, not scrolled. */
const MOST_OFFERED = 30;

interface LogSourcesProps {
  /** The page's own, which stays. */
  own: string;
  others: readonly string[];
  onChange(others: readonly string[]): void;
}

export function LogSources({ own, others, onChange }: LogSourcesProps) {
  const { byKey } = useStore(containerRows);
  return (
    <div className={classes['sources']} role="group" aria-label={logsText.together}>
      {others.map((id) => {
        const name = plainText(byKey.get(id)?.name ?? id.slice(0, 12));
        return (
          <Pill
            key={id}
            withRemoveButton
            onRemove={() => onChange(others.filter((other) => other !== id))}
            removeButtonProps={{
              'aria-label': logsText.removeSource(name),
              'aria-hidden': false,
              tabIndex: 0,
            }}
          >
            {name}
          </Pill>
        );
      })}
      {others.length + 1 < MOST_SOURCES && (
        <AddSource taken={new Set([own, ...others])} onAdd={(id) => onChange([...others, id])} />
      )}
    </div>
  );
}

function AddSource({ taken, onAdd }: { taken: ReadonlySet<string>; onAdd(id: string): void }) {
  const { all } = useStore(containerRows);
  const [search, setSearch] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => setSearch('') });
  const offered = offer(all, taken, search);
  return (
    <Combobox
      store={combobox}
      width={280}
      position="bottom-start"
      onOptionSubmit={(id) => {
        onAdd(id);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={12} />}
          aria-expanded={combobox.dropdownOpened}
          onClick={() => combobox.toggleDropdown()}
        >
          {logsText.add}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.EventsTarget>
          <TextInput
            size="xs"
            autoFocus
            aria-label={logsText.addSearch}
            placeholder={logsText.addSearch}
            leftSection={<IconSearch size={14} />}
            value={search}
            onChange={({ currentTarget }) => setSearch(currentTarget.value)}
          />
        </Combobox.EventsTarget>
        <Combobox.Options mah={260} style={{ overflowY: 'auto' }} aria-label={logsText.add}>
          {offered.length === 0 && <Combobox.Empty>{words.nothingFound}</Combobox.Empty>}
          {offered.map(({ id, name }) => (
            <Combobox.Option key={id} value={id}>
              {plainText(name)}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function offer(all: readonly ContainerRow[], taken: ReadonlySet<string>, search: string): ContainerRow[] {
  const wanted = search.trim().toLowerCase();
  return all
    .filter(
      ({ id, name, project }) => !taken.has(id) && `${name} ${project ?? ''}`.toLowerCase().includes(wanted),
    )
    .slice(0, MOST_OFFERED);
}
