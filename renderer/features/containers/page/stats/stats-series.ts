// The course of a container's figures: five minutes of samples, as columns that a chart takes. Pure.

import type { StatsSample } from '../../../../../preload/contract/containers.ts';

export const KEPT_SECONDS = 5 * 60;

export interface StatsSeries {
  /** Seconds since 1970, as the charts count. */
  at: readonly number[];
  cpu: readonly number[];
  memory: readonly number[];
  /** Rates are bytes a second since the sample before; unknown for the first. */
  received: readonly (number | null)[];
  sent: readonly (number | null)[];
  read: readonly (number | null)[];
  written: readonly (number | null)[];
  last: StatsSample | undefined;
}

export const NO_SERIES: StatsSeries = {
  at: [],
  cpu: [],
  memory: [],
  received: [],
  sent: [],
  read: [],
  written: [],
  last: undefined,
};

/** A sample that is not newer than the last says nothing. */
export function addSample(series: StatsSeries, sample: StatsSample): StatsSeries {
  const { last } = series;
  if (last !== undefined && sample.atMs <= last.atMs) return series;
  const at = sample.atMs / 1000;
  const from = series.at.findIndex((one) => one >= at - KEPT_SECONDS);
  const kept = <Value>(values: readonly Value[], value: Value): Value[] => [
    ...(from === -1 ? [] : values.slice(from)),
    value,
  ];
  return {
    at: kept(series.at, at),
    cpu: kept(series.cpu, sample.cpuPercent),
    memory: kept(series.memory, sample.memoryBytes),
    received: kept(series.received, rate(last, sample, 'networkReceivedBytes')),
    sent: kept(series.sent, rate(last, sample, 'networkSentBytes')),
    read: kept(series.read, rate(last, sample, 'blockReadBytes')),
    written: kept(series.written, rate(last, sample, 'blockWrittenBytes')),
    last: sample,
  };
}

type Counter = 'networkReceivedBytes' | 'networkSentBytes' | 'blockReadBytes' | 'blockWrittenBytes';

/** A counter that fell began anew: the container was started again. */
function rate(last: StatsSample | undefined, sample: StatsSample, counter: Counter): number | null {
  if (last === undefined) return null;
  const difference = sample[counter] - last[counter];
  return difference < 0 ? null : difference / ((sample.atMs - last.atMs) / 1000);
}

/** `0.3`, `12.5`, `140`: as exact as people compare it. */
export function formatPercent(percent: number): string {
  if (!Number.isFinite(percent) || percent < 0) return '0';
  return percent < 100 ? String(Math.round(percent * 10) / 10) : String(Math.round(percent));
}
