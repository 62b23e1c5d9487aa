// The columns of the list of networks.

import { Badge, Group, Text } from '@mantine/core';
import type { NetworkRow } from '../../../preload/contract/networks.ts';
import { networksText } from '../../text/networks.ts';
import type { Column } from '../../ui/data-table.tsx';
import { formatAgo, formatMoment, plainText } from '../../ui/format.ts';
import { UsersCell } from '../../ui/users-cell.tsx';

export const NETWORK_COLUMNS: readonly Column<NetworkRow>[] = [
  {
    key: 'name',
    title: networksText.name,
    width: 'minmax(140px, 2fr)',
    sortBy: ({ name }) => name,
    render: ({ name, internal }) => (
      <Group gap={8} wrap="nowrap">
        <Text span size="sm" truncate title={plainText(name)}>
          {plainText(name)}
        </Text>
        {internal && (
          <Badge variant="default" size="sm" tt="none" flex="none">
            {networksText.internal}
          </Badge>
        )}
      </Group>
    ),
  },
  {
    key: 'driver',
    title: networksText.driver,
    width: '90px',
    sortBy: ({ driver }) => driver,
    render: ({ driver }) => plainText(driver),
  },
  {
    key: 'subnet',
    title: networksText.subnet,
    width: 'minmax(130px, 1.2fr)',
    sortBy: ({ subnets }) => subnets[0] ?? '',
    render: ({ subnets }) => (
      <Text span size="sm" ff="monospace">
        {subnets.map(plainText).join(', ')}
      </Text>
    ),
  },
  {
    key: 'containers',
    title: networksText.containers,
    width: 'minmax(120px, 1.2fr)',
    sortBy: ({ containers }) => -containers.length,
    render: ({ containers }) => (
      <UsersCell names={containers.map(({ name }) => name)} label={networksText.users(containers.length)} />
    ),
  },
  {
    key: 'project',
    title: networksText.project,
    width: 'minmax(80px, 1fr)',
    leastTable: 930,
    sortBy: ({ project }) => project ?? '',
    render: ({ project }) => plainText(project ?? ''),
  },
  {
    key: 'created',
    title: networksText.created,
    width: '120px',
    leastTable: 840,
    sortBy: ({ createdMs }) => -createdMs,
    render: ({ createdMs }) => <span title={formatMoment(createdMs)}>{formatAgo(createdMs)}</span>,
  },
];
