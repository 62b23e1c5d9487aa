// Prints the bench's figures: a Markdown table, and where each start's time went as bars of text. Pure.

import { summarise } from './statistics.ts';
import type { Span } from './timeline.ts';

export type Unit = 's' | 'ms' | 'MiB' | 'MB';

/** One line of the table: samples of ours, and of what it is held against, in the row's unit. */
export interface Row {
  title: string;
  unit: Unit;
  ours: readonly number[];
  other?: readonly number[];
  /** What `ours` should not exceed, in the row's unit. */
  target?: number;
}

const BAR_WIDTH = 60;

/**
 * Medians with the smallest and largest sample, and their ratio.
 * @param names of the two sides
 */
export function table(names: readonly [string, string], rows: readonly Row[]): string {
  const header = ['', ...names, 'ratio', 'target'];
  const lines = rows.map(({ title, unit, ours, other, target }) => [
    title,
    cell(ours, unit),
    other === undefined ? '' : cell(other, unit),
    other === undefined ? '' : (summarise(ours).median / summarise(other).median).toFixed(2),
    target === undefined ? '' : `${target} ${unit}`,
  ]);
  const grid = [header, header.map(() => '---'), ...lines];
  return grid.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cell(samples: readonly number[], unit: Unit): string {
  const { median, min, max } = summarise(samples);
  const digits = unit === 's' ? 1 : 0;
  const spread = samples.length === 1 ? '' : ` (${min.toFixed(digits)}–${max.toFixed(digits)})`;
  return `${median.toFixed(digits)} ${unit}${spread}`;
}

/** Spans below each other on one scale of time. */
export function waterfall(spans: readonly Span[], totalMs: number): string {
  const nameWidth = Math.max(...spans.map(({ name }) => name.length));
  const column = (ms: number) => Math.round((Math.min(Math.max(ms, 0), totalMs) / totalMs) * BAR_WIDTH);
  return spans
    .map(({ name, fromMs, toMs }) => {
      const from = Math.min(column(fromMs), BAR_WIDTH - 1);
      const bar = ' '.repeat(from) + '█'.repeat(Math.max(1, column(toMs) - from));
      const times = `${seconds(toMs - fromMs)} s  (${seconds(fromMs)} to ${seconds(toMs)})`;
      return `${name.padEnd(nameWidth)}  ${bar.padEnd(BAR_WIDTH)}  ${times}`;
    })
    .join('\n');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1).padStart(5);
}
