// A container that was removed while somebody looked at it, or before: what the journal knows of its end.

import { Button, Group, Stack, Table } from '@mantine/core';
import { IconBoxOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { JournalEntry } from '../../../../preload/contract/host.ts';
import { api } from '../../../client/api.ts';
import { useStream } from '../../../client/use-stream.ts';
import { containerText } from '../../../text/container.ts';
import { Empty } from '../../../ui/empty.tsx';
import { formatMoment, plainText, shortId } from '../../../ui/format.ts';

const MOST_TOLD = 6;

export function GoneView({ id, name }: { id: string; name: string | undefined }) {
  const [entries, setEntries] = useState<readonly JournalEntry[]>([]);
  useStream(
    (signal) => api().host.journal(undefined, signal),
    (told) =>
      setEntries((before) => [...before, ...told.filter((entry) => isOf(entry, id, name))].slice(-MOST_TOLD)),
    // What was told stays; more is not needed.
    () => {},
    [id, name],
  );
  return (
    <Empty
      icon={IconBoxOff}
      title={containerText.gone(plainText(name ?? shortId(id)))}
      action={
        <Group>
          <Button component="a" href="#/containers">
            {containerText.toContainers}
          </Button>
          <Button component="a" href="#/journal" variant="default">
            {containerText.toJournal}
          </Button>
        </Group>
      }
    >
      <Stack gap="sm">
        {entries.length === 0 ? containerText.goneNever : containerText.goneWhy}
        {entries.length > 0 && (
          <Table ta="start" fz="sm">
            <Table.Tbody>
              {entries.map((entry) => (
                <Table.Tr key={entry.id}>
                  <Table.Td>{formatMoment(Date.parse(entry.at))}</Table.Td>
                  <Table.Td>{plainText(entry.action)}</Table.Td>
                  <Table.Td>{plainText(entry.detail ?? '')}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Stack>
    </Empty>
  );
}

function isOf(entry: JournalEntry, id: string, name: string | undefined): boolean {
  return (
    entry.subject === 'container' && (entry.name === name || entry.name === id || entry.name === shortId(id))
  );
}
