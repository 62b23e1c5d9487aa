// `slipway container stats`: what containers use; on a terminal drawn anew each second, else once.

import type { ContainerRow, StatsSample } from '../../../preload/contract/containers.ts';
import type { CommandInput } from '../command.ts';
import { bytesText, shortId } from '../figures.ts';
import { createMovingLines } from '../moving-lines.ts';
import { json, table } from '../output.ts';
import { withService } from '../service.ts';
import { snapshotOf } from '../snapshot.ts';

const HEADINGS = ['NAME', 'CPU', 'MEMORY', 'LIMIT', 'NETWORK IN/OUT', 'DISK READ/WRITTEN', 'PIDS'] as const;

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const goesOn = !input.json && !input.denied('stream') && terminal.errColumns() !== undefined;
  return withService(input, async ({ containers }, signal) => {
    const rows = await snapshotOf(containers.watch({ machine }, signal));
    const ids = args.length === 0 ? {} : { ids: [...args] };
    let shown = '';
    const moving = goesOn ? createMovingLines(terminal, () => shown.split('\n')) : undefined;
    try {
      for await (const samples of containers.stats({ machine, ...ids }, signal)) {
        shown = statsTable(samples, rows);
        if (goesOn) continue;
        terminal.out(input.json ? json(samples) : shown);
        return;
      }
    } finally {
      moving?.stop();
    }
  });
}

function statsTable(samples: readonly StatsSample[], rows: readonly ContainerRow[]): string {
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const cells = samples.map((sample) => [
    names.get(sample.id) ?? shortId(sample.id),
    `${sample.cpuPercent.toFixed(1)} %`,
    bytesText(sample.memoryBytes),
    bytesText(sample.memoryLimitBytes),
    `${bytesText(sample.networkReceivedBytes)} / ${bytesText(sample.networkSentBytes)}`,
    `${bytesText(sample.blockReadBytes)} / ${bytesText(sample.blockWrittenBytes)}`,
    String(sample.pids),
  ]);
  return table(HEADINGS, cells);
}
