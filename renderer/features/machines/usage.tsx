// What the machine uses of its processors, memory and disk, as it goes.

import { Card, Group, Progress, SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { MachineUsage } from '../../../preload/contract/machines.ts';
import { api } from '../../client/api.ts';
import { useStream } from '../../client/use-stream.ts';
import { machineText } from '../../text/machine.ts';
import { formatBytes, formatMemory } from '../../ui/format.ts';
import { Sparkline } from '../../ui/sparkline.tsx';

const text = machineText.overview;

/** Three minutes, a sample every two seconds. */
const KEPT = 90;

export function Usage({ machine }: { machine: MachineName }) {
  const [samples, setSamples] = useState<readonly MachineUsage[]>([]);
  const [round, setRound] = useState(0);
  useStream(
    (signal) => api().machines.usage({ machine }, signal),
    (sample) => setSamples((kept) => [...kept, sample].slice(-KEPT)),
    // The SSH server was not up yet, or the machine is on its way out: the page goes with it, or we ask once more.
    () => setTimeout(() => setRound((count) => count + 1), 2000),
    [machine, round],
  );
  const now = samples.at(-1);
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} aria-label={text.usage}>
      <Figure title={text.processor} value={now === undefined ? undefined : `${now.cpuPercent.toFixed(0)} %`}>
        <Sparkline
          values={samples.map(({ cpuPercent }) => cpuPercent)}
          most={100}
          length={KEPT}
          label={text.processor}
        />
      </Figure>
      <Figure
        title={text.memory}
        value={now && text.of(formatMemory(now.memoryUsedBytes), formatMemory(now.memoryTotalBytes))}
      >
        <Sparkline
          values={samples.map(({ memoryUsedBytes }) => memoryUsedBytes)}
          most={now?.memoryTotalBytes ?? 1}
          length={KEPT}
          label={text.memory}
        />
      </Figure>
      <Figure
        title={text.disk}
        value={now && text.of(formatBytes(now.diskUsedBytes), formatBytes(now.diskTotalBytes))}
      >
        <Progress
          value={now === undefined ? 0 : (now.diskUsedBytes / now.diskTotalBytes) * 100}
          size="lg"
          mt={18}
          aria-label={text.disk}
        />
        <Text size="xs" c="dimmed" mt={6}>
          {now === undefined ? '' : text.diskFile(formatBytes(now.diskFileBytes))}
        </Text>
      </Figure>
    </SimpleGrid>
  );
}

function Figure({
  title,
  value,
  children,
}: {
  title: string;
  value: string | undefined;
  children: React.ReactNode;
}) {
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" mb={8} wrap="nowrap">
        <Text size="sm" fw={600}>
          {title}
        </Text>
        <Text size="sm" c="dimmed" data-usage={title}>
          {value ?? text.waiting}
        </Text>
      </Group>
      {children}
    </Card>
  );
}
