// A container's ports in its row: published ones open in a browser, exposed ones are only named.

import { Group, Text } from '@mantine/core';
import type { ContainerPort } from '../../../../preload/contract/containers.ts';
import { containersText } from '../../../text/containers.ts';
import { LocalLink } from '../../../ui/local-link.tsx';
import { portLabel, shownPorts, type ShownPort } from './ports.ts';

/** More do not fit; the container's page has them all. */
const MOST_SHOWN = 2;

export function PortsCell({ ports }: { ports: readonly ContainerPort[] }) {
  const shown = shownPorts(ports);
  if (shown.length === 0) return null;
  const rest = shown.slice(MOST_SHOWN);
  return (
    <Group gap={8} wrap="nowrap">
      {shown.slice(0, MOST_SHOWN).map((port) => (
        <Port key={`${port.hostPort ?? ''} ${portLabel(port)}`} port={port} />
      ))}
      {rest.length > 0 && (
        <Text size="xs" c="dimmed" title={rest.map(titleOf).join(', ')}>
          {containersText.morePorts(rest.length)}
        </Text>
      )}
    </Group>
  );
}

function Port({ port }: { port: ShownPort }) {
  const { hostPort, containerPort, isLink } = port;
  if (hostPort === undefined) {
    return (
      <Text size="sm" c="dimmed" title={containersText.exposedOnly}>
        {portLabel(port)}
      </Text>
    );
  }
  if (!isLink) return <Text size="sm">{titleOf(port)}</Text>;
  return (
    <LocalLink hostPort={hostPort} containerPort={containerPort}>
      {hostPort === containerPort ? hostPort : containersText.published(hostPort, containerPort)}
    </LocalLink>
  );
}

function titleOf(port: ShownPort): string {
  return port.hostPort === undefined ? portLabel(port) : `${port.hostPort}→${portLabel(port)}`;
}
