// The list of all keys, by `?`.

import { Kbd, Stack, Table, Title } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useStore } from 'zustand';
import { commandsStore } from '../../client/commands.ts';
import { paletteText } from '../../text/palette.ts';

export function showShortcuts(): void {
  modals.open({ modalId: 'shortcuts', title: paletteText.shortcuts, children: <Shortcuts /> });
}

function Shortcuts() {
  const commands = useStore(commandsStore, (state) => state.commands);
  const keyed = commands.flatMap(({ id, label, keys }) => (keys === undefined ? [] : [{ id, label, keys }]));
  return (
    <Stack>
      <Keys
        rows={[['Ctrl/⌘ K', paletteText.find], ...keyed.map(({ keys, label }) => [keys, label] as const)]}
      />
      <Title order={3} size="h6">
        {paletteText.table}
      </Title>
      <Keys rows={paletteText.tableKeys} />
    </Stack>
  );
}

function Keys({ rows }: { rows: readonly (readonly [string, string])[] }) {
  return (
    <Table>
      <Table.Tbody>
        {rows.map(([keys, meaning]) => (
          <Table.Tr key={`${keys} ${meaning}`}>
            <Table.Td w={120}>
              <Kbd>{keys}</Kbd>
            </Table.Td>
            <Table.Td>{meaning}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
