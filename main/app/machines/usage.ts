// What a machine uses of its processors, memory and disk, as its own kernel tells it: a sample every two seconds.

import { stat } from 'node:fs/promises';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { MachineUsage } from '../../../preload/contract/machines.ts';
import { machinePaths } from '../../machine/paths.ts';
import type { App } from '../app.ts';
import { connectToGuest } from '../guest-connection.ts';

const EVERY_SECONDS = 2;

/** One program in the guest that writes as long as we listen: a login for each sample would cost more than it measures. */
const SCRIPT = `while :; do
  grep -m1 '^cpu ' /proc/stat
  grep -E '^(MemTotal|MemAvailable):' /proc/meminfo
  df -k -P /var | tail -n 1 | sed 's/^/disk /'
  echo .
  sleep ${EVERY_SECONDS} || exit
done`;

/** @throws E_NO_MACHINE, E_NOT_RUNNING, E_SSH_FAILED when the machine stops */
export async function* watchUsage(
  app: App,
  machine: MachineName,
  signal: AbortSignal,
): AsyncGenerator<MachineUsage> {
  const { dataDisk } = machinePaths(app.home, machine);
  const ssh = await connectToGuest(app, machine, signal);
  try {
    let before: Processors | undefined;
    let lines: string[] = [];
    for await (const line of ssh.lines(['sh', '-c', SCRIPT])) {
      if (line !== '.') {
        lines.push(line);
        continue;
      }
      const { usage, processors } = parseSample(lines, before);
      lines = [];
      // The first look has nothing to compare its processors with.
      if (before !== undefined) {
        yield { ...usage, atMs: Date.now(), diskFileBytes: await allocatedBytes(dataDisk) };
      }
      before = processors;
    }
    if (!signal.aborted) throw new SlipwayError('E_NOT_RUNNING', `machine ${machine} does not run any more`);
  } finally {
    ssh.dispose();
  }
}

/** Ticks since the guest booted. */
interface Processors {
  busy: number;
  all: number;
}

/** Reads one round of the script. Source: proc_stat(5), proc_meminfo(5), df(1). */
export function parseSample(
  lines: readonly string[],
  before: Processors | undefined,
): { usage: Omit<MachineUsage, 'atMs' | 'diskFileBytes'>; processors: Processors } {
  const text = lines.join('\n');
  const number = (pattern: RegExp) => Number(pattern.exec(text)?.[1] ?? 0);
  const ticks = (/^cpu +(.*)$/m.exec(text)?.[1] ?? '').split(' ').map(Number);
  // user, nice, system, idle, iowait, irq, softirq, steal; guest times are in user already.
  const all = ticks.slice(0, 8).reduce((sum, value) => sum + value, 0);
  const processors = { all, busy: all - (ticks[3] ?? 0) - (ticks[4] ?? 0) };
  const passed = before === undefined ? 0 : processors.all - before.all;
  const [, , diskTotal = 0, diskUsed = 0] = (/^disk (.*)$/m.exec(text)?.[0] ?? '').split(/ +/).map(Number);
  const memoryTotalBytes = number(/^MemTotal: +(\d+) kB$/m) * 1024;
  return {
    processors,
    usage: {
      cpuPercent: before === undefined || passed <= 0 ? 0 : ((processors.busy - before.busy) / passed) * 100,
      memoryTotalBytes,
      memoryUsedBytes: memoryTotalBytes - number(/^MemAvailable: +(\d+) kB$/m) * 1024,
      diskTotalBytes: diskTotal * 1024,
      diskUsedBytes: diskUsed * 1024,
    },
  };
}

/** What a sparse file takes of the host: blocks of 512 bytes, by stat(2). */
async function allocatedBytes(path: string): Promise<number> {
  const { blocks } = await stat(path);
  return blocks * 512;
}
