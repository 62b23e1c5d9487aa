// What the machine is and does now.

import { Alert, Anchor, Card, Group, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { HostDescription } from '../../../preload/contract/host.ts';
import type { MachineSummary } from '../../../preload/contract/machines.ts';
import { api } from '../../client/api.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { machineText } from '../../text/machine.ts';
import { formatDuration, formatMoment, plainText } from '../../ui/format.ts';
import { Connect } from './connect.tsx';
import { Usage } from './usage.tsx';

const text = machineText.overview;

export function Overview({ machine, host }: { machine: MachineSummary; host: HostDescription | undefined }) {
  return (
    <Stack gap="md">
      {machine.problems.length > 0 && <Problems problems={machine.problems} />}
      {machine.status === 'running' && (
        <>
          <Usage machine={machine.name} />
          {host !== undefined && <Connect machine={machine} host={host} />}
          <Facts machine={machine} />
        </>
      )}
    </Stack>
  );
}

function Problems({ problems }: { problems: readonly string[] }) {
  return (
    <Alert color="red" title={machineText.problems}>
      {problems.map((problem) => (
        <Text key={problem} size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {problem.split('\n').map(plainText).join('\n')}
        </Text>
      ))}
    </Alert>
  );
}

function Facts({ machine }: { machine: MachineSummary }) {
  const engine = useAnswer(
    (signal) => api().machines.engine({ machine: machine.name }, signal),
    [machine.name],
  );
  const { sinceMs, accelerator, url, context, certificatesExpireAt, publishedPorts, refusedPorts } = machine;
  const facts: [string, ReactNode][] = [
    [text.engine, engine.kind === 'given' ? text.engineAt(engine.value, url ?? '') : url],
    [
      text.uptime,
      sinceMs === undefined ? '' : `${formatMoment(sinceMs)} (${formatDuration(Date.now() - sinceMs)})`,
    ],
    [text.accelerator, accelerator === 'tcg' ? text.tcg : accelerator],
    [text.context, context],
    [text.certificates, certificatesExpireAt?.slice(0, 10) ?? ''],
    [text.ports, <Ports key="ports" published={publishedPorts} refused={refusedPorts} />],
  ];
  return (
    <Card withBorder>
      <Table>
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w={200} scope="row">
                {name}
              </Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function Ports({
  published,
  refused,
}: {
  published: MachineSummary['publishedPorts'];
  refused: MachineSummary['refusedPorts'];
}) {
  if (published.length + refused.length === 0) return text.noPorts;
  return (
    <Group gap="xs">
      {published.map((port) => (
        <Anchor key={port} href={`http://127.0.0.1:${port}`} target="_blank" rel="noreferrer">
          {port}
        </Anchor>
      ))}
      {refused.map(({ hostPort, cause }) => (
        <Text key={hostPort} c="red" size="sm">
          {hostPort}: {text.refused} ({plainText(cause)})
        </Text>
      ))}
    </Group>
  );
}
