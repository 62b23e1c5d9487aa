// The columns of the list of images.

import { Text } from '@mantine/core';
import type { ImageRow } from '../../../preload/contract/images.ts';
import { imagesText } from '../../text/images.ts';
import { Chips } from '../../ui/chips.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { formatAgo, formatBytes, formatMoment, shortId } from '../../ui/format.ts';
import { UsersCell } from '../../ui/users-cell.tsx';
import { imageName } from './image-rows.ts';

export const IMAGE_COLUMNS: readonly Column<ImageRow>[] = [
  {
    key: 'tags',
    title: imagesText.tags,
    width: 'minmax(220px, 3fr)',
    sortBy: imageName,
    render: ({ tags }) =>
      tags.length === 0 ? (
        <Text span size="sm" c="dimmed" fs="italic">
          {imagesText.noTag}
        </Text>
      ) : (
        <Chips texts={tags} />
      ),
  },
  {
    key: 'id',
    title: imagesText.id,
    width: '118px',
    leastTable: 890,
    render: ({ id }) => (
      <Text span size="xs" ff="monospace">
        {shortId(id)}
      </Text>
    ),
  },
  {
    key: 'used',
    title: imagesText.usedBy,
    width: 'minmax(100px, 1fr)',
    sortBy: ({ usedBy }) => -usedBy.length,
    render: ({ usedBy }) => <UsersCell names={usedBy} label={imagesText.users(usedBy.length)} />,
  },
  {
    key: 'size',
    title: imagesText.size,
    width: '92px',
    align: 'end',
    sortBy: ({ sizeBytes }) => -sizeBytes,
    render: ({ sizeBytes }) => formatBytes(sizeBytes),
  },
  {
    key: 'created',
    title: imagesText.created,
    width: '120px',
    sortBy: ({ createdMs }) => -createdMs,
    render: ({ createdMs }) => <span title={formatMoment(createdMs)}>{formatAgo(createdMs)}</span>,
  },
];
