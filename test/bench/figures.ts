// What the bench found, and how it is told: two tables, two waterfalls, and the conditions. Pure.

import type { CommandTimes } from './commands.ts';
import type { GuestSize } from './guest.ts';
import { table, waterfall, type Row } from './report.ts';
import type { Sample } from './samples.ts';
import { summarise, usual } from './statistics.ts';
import type { Span } from './timeline.ts';

/** Everything as it was measured; `--json` writes it. */
export interface Results {
  at: string;
  host: string;
  loadAtEnd: number;
  qemu: string;
  /** Version of our image. */
  image: string;
  size: GuestSize;
  /** Bytes. */
  sizes: { ours: number; stock: number; stockQcow2: number };
  /** Of a new machine: the engine makes its folders, the stock guest its identity. */
  first: { ours: Sample; stock: Sample };
  samples: { ours: Sample[]; stock: Sample[] };
  stockAccount: { answeredAfterMs: number; spans: Span[] };
  commands: CommandTimes;
}

const MB = 1_000_000;

const inSeconds = (samples: readonly number[]) => samples.map((ms) => ms / 1000);

/** The report, as Markdown. */
export function figures(results: Results): string {
  const shown = usual(results.samples.ours, (sample) => sample.answeredAfterMs);
  return [
    conditions(results),
    table(['Slipway', 'stock Debian 13'], machineRows(results)),
    table(['Slipway', 'the other'], commandRows(results.commands)),
    [
      '```text',
      'Slipway: from spawn to answer (the median run)',
      waterfall(shown.spans ?? [], shown.answeredAfterMs),
      '',
      'stock Debian 13: from spawn to answer (one run more, asked over SSH afterwards)',
      waterfall(results.stockAccount.spans, results.stockAccount.answeredAfterMs),
      '```',
    ].join('\n'),
  ].join('\n\n');
}

function conditions({ size, qemu, samples, host, at, image }: Results): string {
  const loads = [...samples.ours, ...samples.stock].map(({ loadBefore }) => loadBefore);
  const { median, min, max } = summarise(loads);
  return (
    `QEMU ${qemu}, ${size.accelerator}, ${size.cpus} processors, ${size.memoryMiB} MiB, ${size.arch}; ${host}; ` +
    `image ${image}; ${at.slice(0, 10)}. Medians of ${samples.ours.length}, in turn (smallest–largest). ` +
    `Load of the computer before each start: ${median.toFixed(1)} (${min.toFixed(1)}–${max.toFixed(1)}).`
  );
}

function machineRows({ sizes, first, samples, commands }: Results): Row[] {
  const both = (measure: (sample: Sample) => number) => ({
    ours: samples.ours.map(measure),
    other: samples.stock.map(measure),
  });
  const answers = both(({ answeredAfterMs }) => answeredAfterMs / 1000);
  const downs = both(({ downMs }) => downMs / 1000);
  const firstStart = (sample: Sample) => [sample.answeredAfterMs / 1000];
  return [
    { title: "spawn to the engine's answer over mutual TLS", unit: 's', ...answers },
    {
      title: "… QEMU's processor time until then",
      unit: 's',
      ...both((sample) => sample.processorMs / 1000),
    },
    {
      title: '… the first time',
      unit: 's',
      ours: firstStart(first.ours),
      other: firstStart(first.stock),
    },
    // Whole commands are not in turn with the stock VM: the computer may have been busy then and idle now, so no ratio.
    { title: '`slipway up`, whole command', unit: 's', ours: inSeconds(commands.up) },
    { title: '… with no machine there yet', unit: 's', ours: inSeconds([commands.firstUp]) },
    { title: 'shut-down, from asking to the end of QEMU', unit: 's', ...downs, target: 5 },
    { title: '`slipway down`, whole command', unit: 's', ours: inSeconds(commands.down), target: 5 },
    {
      title: 'image, compressed (`zstd -19 --long=27`)',
      unit: 'MB',
      ours: [sizes.ours / MB],
      other: [sizes.stock / MB],
      target: 90,
    },
    {
      title: '… stock as compressed qcow2',
      unit: 'MB',
      ours: [sizes.ours / MB],
      other: [sizes.stockQcow2 / MB],
    },
    {
      title: "guest's memory used when idle",
      unit: 'MiB',
      ...both(({ memory }) => memory.usedMiB),
      target: 200,
    },
    { title: "QEMU's resident memory then", unit: 'MiB', ...both(({ memory }) => memory.residentMiB) },
  ];
}

function commandRows({ status, bareNode, dockerVersion }: CommandTimes): Row[] {
  const rows: Row[] = [
    { title: '`slipway status` / `node -e 0`', unit: 'ms', ours: status, other: bareNode, target: 150 },
  ];
  if (dockerVersion.length > 0) {
    rows.push({
      title: '`slipway status` / `docker version`',
      unit: 'ms',
      ours: status,
      other: dockerVersion,
    });
  }
  return rows;
}
