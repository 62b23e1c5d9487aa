// Every command by name (Ctrl/Cmd+K), and the keys that run them without looking.

import { Kbd } from '@mantine/core';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import { commandsStore, useCommands, type Command } from '../../client/commands.ts';
import { frameText } from '../../text/frame.ts';
import { paletteText } from '../../text/palette.ts';
import { showShortcuts } from './shortcuts.tsx';
import { useShortcutKeys } from './use-shortcut-keys.ts';

const PAGES = [
  ['machine', 'g m'],
  ['containers', 'g c'],
  ['images', 'g i'],
  ['volumes', 'g v'],
  ['networks', 'g n'],
  ['journal', 'g j'],
] as const;

export function Palette() {
  const [, go] = useLocation();
  const own = useMemo<Command[]>(
    () => [
      ...PAGES.map(([page, keys]) => ({
        id: `go-${page}`,
        label: paletteText.goTo(frameText[page]),
        group: paletteText.pages,
        keys,
        run: () => go(`/${page}`),
      })),
      { id: 'help', label: paletteText.help, group: paletteText.shortcuts, keys: '?', run: showShortcuts },
    ],
    [go],
  );
  useCommands(own);
  const commands = useStore(commandsStore, (state) => state.commands);
  useShortcutKeys(commands);
  return (
    <Spotlight
      actions={grouped(commands)}
      shortcut="mod + K"
      searchProps={{ placeholder: paletteText.placeholder, 'aria-label': paletteText.placeholder }}
      nothingFound={paletteText.nothing}
      highlightQuery
      scrollable
      maxHeight={420}
    />
  );
}

function grouped(commands: readonly Command[]): SpotlightActionGroupData[] {
  const groups = new Map<string, SpotlightActionGroupData>();
  for (const { id, label, group, keys, run } of commands) {
    const { actions } = groups.get(group) ?? { actions: [] };
    const rightSection = keys === undefined ? {} : { rightSection: <Kbd size="xs">{keys}</Kbd> };
    groups.set(group, { group, actions: [...actions, { id, label, onClick: run, ...rightSection }] });
  }
  return [...groups.values()];
}
