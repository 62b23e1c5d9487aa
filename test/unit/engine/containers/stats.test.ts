// A container's usage is what `docker stats` would show.

import { expect, test } from 'vitest';
import { parseStats } from '../../../../main/engine/containers/stats.ts';

const counters = {
  read: '2026-01-02T03:04:05.5Z',
  cpu_stats: { cpu_usage: { total_usage: 3_000 }, system_cpu_usage: 20_000, online_cpus: 2 },
  precpu_stats: { cpu_usage: { total_usage: 1_000 }, system_cpu_usage: 10_000, online_cpus: 2 },
  memory_stats: { usage: 1_000, limit: 4_000, stats: { inactive_file: 300 } },
  networks: { eth0: { rx_bytes: 1, tx_bytes: 2 }, eth1: { rx_bytes: 10, tx_bytes: 20 } },
  blkio_stats: {
    io_service_bytes_recursive: [
      { op: 'Read', value: 5 },
      { op: 'write', value: 6 },
      { op: 'read', value: 7 },
    ],
  },
  pids_stats: { current: 3 },
};
const parsed = (changes: object) => parseStats('web', JSON.stringify({ ...counters, ...changes }));

test('processors by the time passed, memory without what is only cached, all networks and disks', () => {
  expect(parsed({})).toEqual({
    id: 'web',
    atMs: Date.UTC(2026, 0, 2, 3, 4, 5, 500),
    cpuPercent: 40,
    memoryBytes: 700,
    memoryLimitBytes: 4_000,
    networkReceivedBytes: 11,
    networkSentBytes: 22,
    blockReadBytes: 12,
    blockWrittenBytes: 6,
    pids: 3,
  });
});

test('a first look, with nothing to compare with, is no sample', () => {
  expect(parsed({ precpu_stats: { cpu_usage: { total_usage: 0 } } })).toBeUndefined();
});

test('a container without network or disk has none of theirs', () => {
  expect(parsed({ networks: null, blkio_stats: { io_service_bytes_recursive: null } })).toMatchObject({
    networkReceivedBytes: 0,
    blockReadBytes: 0,
  });
});

test.each(['', '{', '{}', 'null', '[]'])('%j is no sample', (line) => {
  expect(parseStats('web', line)).toBeUndefined();
});
