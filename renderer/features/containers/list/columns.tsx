// The columns of the containers' list.

import { Text } from '@mantine/core';
import type { ContainerRow } from '../../../../preload/contract/containers.ts';
import { useNow } from '../../../client/use-now.ts';
import { containersText } from '../../../text/containers.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { formatAgo, formatMoment, plainText, shortId } from '../../../ui/format.ts';
import classes from './list.module.css';
import { PortsCell } from './ports-cell.tsx';
import { shownPorts } from './ports.ts';
import { StateCell } from './state-cell.tsx';
import { stateWord } from './state.ts';
import { CpuCell, MemoryCell } from './usage-cells.tsx';
import { usageStore } from './usage.ts';

export const CONTAINER_COLUMNS: readonly Column<ContainerRow>[] = [
  {
    key: 'name',
    title: containersText.name,
    width: 'minmax(110px, 1.6fr)',
    sortBy: ({ name }) => name,
    render: (row) => <NameCell row={row} />,
  },
  {
    key: 'image',
    title: containersText.image,
    width: 'minmax(100px, 2fr)',
    sortBy: ({ image }) => image,
    render: ({ image }) => <ImageCell image={image} />,
  },
  {
    key: 'state',
    title: containersText.state,
    width: '124px',
    sortBy: (row) => stateWord(row),
    render: (row) => <StateCell row={row} />,
  },
  {
    key: 'ports',
    title: containersText.ports,
    width: 'minmax(92px, 1fr)',
    sortBy: ({ ports }) => shownPorts(ports)[0]?.hostPort ?? Number.MAX_SAFE_INTEGER,
    render: ({ ports }) => <PortsCell ports={ports} />,
  },
  {
    // In the order of the moment it was asked for: rows that changed places each second could not be clicked.
    key: 'cpu',
    title: containersText.cpu,
    width: '64px',
    align: 'end',
    sortBy: ({ id }) => -(usageStore.getState().byId.get(id)?.cpuPercent ?? -1),
    render: ({ id }) => <CpuCell id={id} />,
  },
  {
    key: 'memory',
    title: containersText.memory,
    width: '84px',
    leastTable: 830,
    align: 'end',
    sortBy: ({ id }) => -(usageStore.getState().byId.get(id)?.memoryBytes ?? -1),
    render: ({ id }) => <MemoryCell id={id} />,
  },
  {
    key: 'created',
    title: containersText.created,
    width: '112px',
    leastTable: 950,
    sortBy: ({ createdMs }) => -createdMs,
    render: ({ createdMs }) => <CreatedCell createdMs={createdMs} />,
  },
];

function NameCell({ row: { name, project, service } }: { row: ContainerRow }) {
  const shown = plainText(name);
  return (
    <div className={classes['two']} title={shown}>
      <Text size="sm" truncate className={classes['name'] ?? ''}>
        {shown}
      </Text>
      {project !== undefined && service !== undefined && (
        <Text size="xs" c="dimmed" truncate>
          {plainText(service)}
        </Text>
      )}
    </div>
  );
}

/** An image whose tag went to another has only its id left. */
function ImageCell({ image }: { image: string }) {
  const shown = plainText(image.startsWith('sha256:') ? shortId(image) : image);
  return <span title={shown}>{shown}</span>;
}

function CreatedCell({ createdMs }: { createdMs: number }) {
  return <span title={formatMoment(createdMs)}>{formatAgo(createdMs, useNow())}</span>;
}
