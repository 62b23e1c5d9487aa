// The columns of the list of volumes.

import { Text } from '@mantine/core';
import type { VolumeRow } from '../../../preload/contract/volumes.ts';
import { volumesText } from '../../text/volumes.ts';
import type { Column } from '../../ui/data-table.tsx';
import { formatAgo, formatBytes, formatMoment, plainText } from '../../ui/format.ts';
import { UsersCell } from '../../ui/users-cell.tsx';
import type { Sizes } from './sizes.ts';

/** @param sizes undefined until they were asked for: the column is there only then */
export function volumeColumns(sizes: Sizes | undefined): Column<VolumeRow>[] {
  const columns: Column<VolumeRow>[] = [
    {
      key: 'name',
      title: volumesText.name,
      width: 'minmax(180px, 3fr)',
      sortBy: ({ name }) => name,
      render: ({ name }) => <span title={plainText(name)}>{plainText(name)}</span>,
    },
    {
      key: 'used',
      title: volumesText.usedBy,
      width: 'minmax(110px, 1.4fr)',
      sortBy: ({ usedBy }) => -usedBy.length,
      render: ({ usedBy }) => <UsersCell names={usedBy} label={volumesText.users(usedBy.length)} />,
    },
    {
      key: 'project',
      title: volumesText.project,
      width: 'minmax(90px, 1fr)',
      leastTable: 860,
      sortBy: ({ project }) => project ?? '',
      render: ({ project }) => plainText(project ?? ''),
    },
    {
      key: 'driver',
      title: volumesText.driver,
      width: '90px',
      leastTable: 940,
      sortBy: ({ driver }) => driver,
      render: ({ driver }) => plainText(driver),
    },
    {
      key: 'created',
      title: volumesText.created,
      width: '120px',
      sortBy: ({ createdMs }) => -createdMs,
      render: ({ createdMs }) => <span title={formatMoment(createdMs)}>{formatAgo(createdMs)}</span>,
    },
  ];
  if (sizes !== undefined) columns.splice(4, 0, sizeColumn(sizes));
  return columns;
}

function sizeColumn(sizes: Sizes): Column<VolumeRow> {
  return {
    key: 'size',
    title: volumesText.size,
    width: '100px',
    align: 'end',
    sortBy: ({ name }) => -(sizes[name] ?? -1),
    render: ({ name }) => {
      const size = sizes[name];
      if (size !== undefined) return formatBytes(size);
      return (
        <Text span size="xs" c="dimmed">
          {volumesText.notMeasured}
        </Text>
      );
    },
  };
}
