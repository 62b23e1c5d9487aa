// What a container uses, second by second, and the processes that use it.

import { Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconChartLine } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ContainerRow } from '../../../../../preload/contract/containers.ts';
import { toWireError, type WireError } from '../../../../../preload/contract/errors.ts';
import { api } from '../../../../client/api.ts';
import { useStream } from '../../../../client/use-stream.ts';
import { containerText } from '../../../../text/container.ts';
import { statsText } from '../../../../text/container-stats.ts';
import { Chart, type ChartLine } from '../../../../ui/chart.tsx';
import { CopyText } from '../../../../ui/command-line.tsx';
import { Empty } from '../../../../ui/empty.tsx';
import { ErrorNote } from '../../../../ui/error-note.tsx';
import { formatBytes, formatMemory } from '../../../../ui/format.ts';
import { useMachineName } from '../../../machines/use-machine.ts';
import { isUp } from '../../actions/possible.ts';
import { StartButton } from '../container-header.tsx';
import { Processes } from './processes.tsx';
import { addSample, formatPercent, KEPT_SECONDS, NO_SERIES, type StatsSeries } from './stats-series.ts';
import classes from './stats.module.css';

export function StatsTab({ row }: { row: ContainerRow }) {
  return isUp(row) ? (
    <Stats row={row} />
  ) : (
    <Empty icon={IconChartLine} title={containerText.notRunning} action={<StartButton row={row} />}>
      {containerText.notRunningStats}
    </Empty>
  );
}

function Stats({ row }: { row: ContainerRow }) {
  const machine = useMachineName();
  const [series, setSeries] = useState(NO_SERIES);
  const [error, setError] = useState<WireError>();
  useStream(
    (signal) => api().containers.stats({ machine, ids: [row.id] }, signal),
    (samples) => {
      const sample = samples.find(({ id }) => id === row.id);
      if (sample !== undefined) setSeries((before) => addSample(before, sample));
    },
    (failure) => setError(failure === undefined ? undefined : toWireError(failure)),
    [machine, row.id],
  );
  return (
    <div className={classes['scroll']}>
      <Stack p="lg" gap="lg">
        {error !== undefined && <ErrorNote title={statsText.failed} error={error} />}
        <Group gap="xs" mb={-8}>
          <Text size="sm" c="dimmed" role="status">
            {series.last === undefined && error === undefined ? statsText.waiting : statsText.course}
          </Text>
          <CopyText text={`docker stats ${row.name}`} label={statsText.copyCommand} />
        </Group>
        <Charts series={series} />
        <Processes machine={machine} row={row} />
      </Stack>
    </div>
  );
}

/** Powers of two from 64 KiB on, as memory is counted. */
const MEMORY_STEPS = Array.from({ length: 26 }, (_, power) => 64 * 1024 * 2 ** power);

const rate = (bytes: number) => statsText.perSecond(formatBytes(bytes));
const percent = (value: number) => statsText.percent(formatPercent(value));

function Charts({ series }: { series: StatsSeries }) {
  const { last } = series;
  const lines = useMemo(
    () => ({
      cpu: [{ name: statsText.used, values: series.cpu }],
      memory: [{ name: statsText.used, values: series.memory }],
      network: [
        { name: statsText.received, values: series.received },
        { name: statsText.sent, values: series.sent },
      ],
      block: [
        { name: statsText.read, values: series.read },
        { name: statsText.written, values: series.written },
      ],
    }),
    [series],
  );
  const used = last === undefined ? '' : formatMemory(last.memoryBytes);
  const limit = last === undefined ? '' : formatMemory(last.memoryLimitBytes);
  return (
    <SimpleGrid cols={2} spacing="lg">
      <Figure
        name={statsText.cpu}
        figure={last && percent(last.cpuPercent)}
        {...{ series, format: percent }}
        lines={lines.cpu}
        leastMost={5}
      />
      <Figure
        name={statsText.memory}
        figure={last && statsText.ofLimit(used, limit)}
        {...{ series, format: formatMemory }}
        lines={lines.memory}
        steps={MEMORY_STEPS}
        leastMost={4 * 1024 ** 2}
      />
      <Figure
        name={statsText.network}
        {...{ series, format: rate }}
        lines={lines.network}
        leastMost={1_000}
      />
      <Figure name={statsText.block} {...{ series, format: rate }} lines={lines.block} leastMost={1_000} />
    </SimpleGrid>
  );
}

interface FigureProps {
  name: string;
  /** The newest in words; left out where each line has its own. */
  figure?: string | undefined;
  series: StatsSeries;
  lines: readonly ChartLine[];
  leastMost: number;
  steps?: readonly number[];
  format(value: number): string;
}

function Figure({ name, figure, series, lines, leastMost, steps, format }: FigureProps) {
  return (
    <Paper withBorder p="sm" className={classes['figure'] ?? ''}>
      <Group justify="space-between" mb={4} wrap="nowrap">
        <Title order={2} size="h6">
          {name}
        </Title>
        {figure !== undefined ? (
          <Text size="sm" className={classes['number'] ?? ''} data-figure={name}>
            {figure}
          </Text>
        ) : (
          <Group gap="md">
            {lines.length > 1 &&
              lines.map(({ name: line, values }, index) => (
                <Text key={line} size="sm" className={classes['number'] ?? ''}>
                  <span className={classes['stroke']} data-line={index} aria-hidden />
                  {line} {format(values.at(-1) ?? 0)}
                </Text>
              ))}
          </Group>
        )}
      </Group>
      <Chart
        label={statsText.chart(name)}
        at={series.at}
        {...{ lines, leastMost, steps, format }}
        seconds={KEPT_SECONDS}
      />
    </Paper>
  );
}
