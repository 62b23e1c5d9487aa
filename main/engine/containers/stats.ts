// What a container uses of processors, memory, network and disk, reckoned from the engine's counters as docker stats does.

import { z } from 'zod';
import type { StatsSample } from '../../../preload/contract/containers.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { createLineSplitter } from '../../../preload/rpc/lines.ts';
import type { Engine } from '../docker.ts';
import { chunksOf, openEngineStream } from '../open-stream.ts';

/** A sample is two kilobytes, more where there are many processors and disks. */
const MAX_SAMPLE_LENGTH = 1024 * 1024;

const Count = z.number().nullish();
const Processors = z.object({
  cpu_usage: z.object({ total_usage: z.number(), percpu_usage: z.array(z.number()).nullish() }),
  system_cpu_usage: Count,
  online_cpus: Count,
});

/** Source: https://docs.docker.com/reference/api/engine/version/v1.45/#tag/Container/operation/ContainerStats */
const Counters = z.object({
  read: z.string(),
  cpu_stats: Processors,
  precpu_stats: Processors,
  memory_stats: z.object({
    usage: Count,
    limit: Count,
    stats: z.record(z.string(), z.number()).nullish(),
  }),
  networks: z.record(z.string(), z.object({ rx_bytes: z.number(), tx_bytes: z.number() })).nullish(),
  blkio_stats: z.object({
    io_service_bytes_recursive: z.array(z.object({ op: z.string(), value: z.number() })).nullish(),
  }),
  pids_stats: z.object({ current: Count }),
});
type Counters = z.output<typeof Counters>;

/**
 * A sample a second as long as the container runs; the first comes after the second second, for one look has nothing
 * to compare its processors with.
 * @param id the container's whole id; the samples carry it
 */
export async function* followStats(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<StatsSample> {
  const stream = await openEngineStream(engine, `/containers/${id}/stats`, { stream: true }, signal);
  let samples: StatsSample[] = [];
  const take = createLineSplitter(
    MAX_SAMPLE_LENGTH,
    (line) => {
      const sample = parseStats(id, line);
      if (sample !== undefined) samples.push(sample);
    },
    () => {
      throw new SlipwayError('E_ANSWER_INVALID', 'the engine sent a sample that does not end');
    },
  );
  for await (const chunk of chunksOf(engine, stream, signal)) {
    take(chunk.toString());
    yield* samples;
    samples = [];
  }
}

/** A sample of one line; undefined for what is none: not yet two looks, a container that does not run, nonsense. */
export function parseStats(id: string, line: string): StatsSample | undefined {
  let counters: Counters;
  try {
    counters = Counters.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
  const { cpu_stats: now, precpu_stats: before, memory_stats: memory, networks, blkio_stats } = counters;
  if (typeof now.system_cpu_usage !== 'number' || typeof before.system_cpu_usage !== 'number')
    return undefined;
  const systemTime = now.system_cpu_usage - before.system_cpu_usage;
  const ownTime = now.cpu_usage.total_usage - before.cpu_usage.total_usage;
  const processors = now.online_cpus || now.cpu_usage.percpu_usage?.length || 1;
  const disk = (op: string) =>
    sum((blkio_stats.io_service_bytes_recursive ?? []).filter((entry) => entry.op.toLowerCase() === op));
  return {
    id,
    atMs: Date.parse(counters.read) || Date.now(),
    cpuPercent: systemTime > 0 && ownTime > 0 ? (ownTime / systemTime) * processors * 100 : 0,
    memoryBytes: usedMemory(memory),
    memoryLimitBytes: memory.limit ?? 0,
    networkReceivedBytes: sum(Object.values(networks ?? {}).map(({ rx_bytes: value }) => ({ value }))),
    networkSentBytes: sum(Object.values(networks ?? {}).map(({ tx_bytes: value }) => ({ value }))),
    blockReadBytes: disk('read'),
    blockWrittenBytes: disk('write'),
    pids: Math.trunc(counters.pids_stats.current ?? 0),
  };
}

/** Without the files that are only cached: cgroup v1 has them as total_inactive_file, v2 as inactive_file. */
function usedMemory({ usage, stats }: Counters['memory_stats']): number {
  const used = usage ?? 0;
  const cached = stats?.['total_inactive_file'] ?? stats?.['inactive_file'] ?? 0;
  return cached < used ? used - cached : used;
}

function sum(entries: readonly { value: number }[]): number {
  return entries.reduce((total, { value }) => total + value, 0);
}
