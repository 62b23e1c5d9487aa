// The processes of a container, looked at again every few seconds.

import { Group, Table, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ContainerRow } from '../../../../../preload/contract/containers.ts';
import { toWireError, type WireError } from '../../../../../preload/contract/errors.ts';
import type { MachineName } from '../../../../../preload/contract/ids.ts';
import { api } from '../../../../client/api.ts';
import { statsText } from '../../../../text/container-stats.ts';
import { CopyText } from '../../../../ui/command-line.tsx';
import { ErrorNote } from '../../../../ui/error-note.tsx';
import { plainText } from '../../../../ui/format.ts';
import classes from './stats.module.css';

interface ProcessTable {
  titles: readonly string[];
  rows: readonly (readonly string[])[];
}

/** No event tells of processes. */
const LOOK_EVERY_MS = 3_000;
const MOST_SHOWN = 500;

export function Processes({ machine, row }: { machine: MachineName; row: ContainerRow }) {
  const { table, error } = useProcesses(machine, row.id);
  return (
    <section>
      <Group gap="sm" mb="xs">
        <Title order={2} size="h6">
          {statsText.processes}
        </Title>
        {table !== undefined && (
          <Text size="sm" c="dimmed">
            {statsText.processCount(table.rows.length)}
          </Text>
        )}
        <CopyText text={`docker top ${row.name}`} label={statsText.copyTop} />
      </Group>
      {error !== undefined && <ErrorNote title={statsText.processesFailed} error={error} />}
      {table?.rows.length === 0 && <Text c="dimmed">{statsText.noProcesses}</Text>}
      {table !== undefined && table.rows.length > 0 && <ProcessRows table={table} />}
    </section>
  );
}

function ProcessRows({ table: { titles, rows } }: { table: ProcessTable }) {
  return (
    <div className={classes['processes']} tabIndex={0} role="region" aria-label={statsText.processes}>
      <Table aria-label={statsText.processes} verticalSpacing={4} striped>
        <Table.Thead>
          <Table.Tr>
            {titles.map((title) => (
              <Table.Th key={title}>{plainText(title)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, MOST_SHOWN).map((cells) => (
            <Table.Tr key={cells.join(' ')}>
              {titles.map((title, index) => (
                <Table.Td key={title} className={classes['cell'] ?? ''} title={plainText(cells[index] ?? '')}>
                  {plainText(cells[index] ?? '')}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function useProcesses(machine: MachineName, id: string): { table?: ProcessTable; error?: WireError } {
  const [state, setState] = useState<{ table?: ProcessTable; error?: WireError }>({});
  useEffect(() => {
    const leave = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      try {
        const table = await api().containers.processes({ machine, id }, leave.signal);
        if (!leave.signal.aborted) setState({ table });
      } catch (thrown) {
        if (!leave.signal.aborted) setState({ error: toWireError(thrown) });
      }
      if (!leave.signal.aborted) timer = setTimeout(() => void look(), LOOK_EVERY_MS);
    };
    void look();
    return () => {
      leave.abort();
      clearTimeout(timer);
    };
  }, [machine, id]);
  return state;
}
