// A chart of figures over time, the newest to the right, in the colours of the scheme.

import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import classes from './chart.module.css';

export interface ChartLine {
  name: string;
  values: readonly (number | null)[];
}

interface ChartProps {
  /** What it shows, for those who do not see it. */
  label: string;
  /** Seconds since 1970. */
  at: readonly number[];
  /** One or two; each has a colour and a stroke of its own. */
  lines: readonly ChartLine[];
  seconds: number;
  format(value: number): string;
  /** Where the axis ends at least: a line along the bottom is not stretched to the top. */
  leastMost: number;
  /** By which steps its axis is told; left out, by tens. */
  steps?: readonly number[];
}

const HEIGHT = 170;
const AXIS_WIDTH = 70;
const TIME_AXIS_HEIGHT = 28;

interface Ink {
  lines: readonly [string, string];
  text: string;
  grid: string;
}

const INKS: Readonly<Record<'light' | 'dark', Ink>> = {
  light: { lines: ['#3b5bdb', '#a33a00'], text: '#495057', grid: '#e9ecef' },
  dark: { lines: ['#91a7ff', '#ffa94d'], text: '#c1c2c5', grid: '#373a40' },
};

export function Chart({ label, at, lines, seconds, format, leastMost, steps }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(null);
  const ink = INKS[useComputedColorScheme('light')];
  const names = lines.map(({ name }) => name).join('\n');
  const data = useMemo(
    (): uPlot.AlignedData => [[...at], ...lines.map(({ values }) => [...values])],
    [at, lines],
  );
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const plot = new uPlot(
      {
        ...options(names.split('\n'), ink, { format, leastMost, steps }),
        width: element.clientWidth,
        height: HEIGHT,
      },
      [],
      element,
    );
    chart.current = plot;
    const watch = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: HEIGHT }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      plot.destroy();
      chart.current = null;
    };
  }, [names, ink, format, leastMost, steps]);
  useEffect(() => {
    const newest = at.at(-1) ?? Date.now() / 1000;
    chart.current?.batch(() => {
      chart.current?.setData(data, false);
      chart.current?.setScale('x', { min: newest - seconds, max: newest });
    });
  }, [data, at, seconds, names, ink, format, leastMost, steps]);
  return <div ref={place} className={classes['chart']} role="img" aria-label={label} />;
}

function options(
  names: readonly string[],
  ink: Ink,
  { format, leastMost, steps }: Pick<ChartProps, 'format' | 'leastMost' | 'steps'>,
): Omit<uPlot.Options, 'width' | 'height'> {
  const axis = { stroke: ink.text, grid: { stroke: ink.grid, width: 1 }, ticks: { show: false } };
  return {
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 12, 0, 0],
    scales: {
      x: { time: true, auto: false },
      y: { range: (_plot, _least, most) => [0, Math.max(leastMost, (most ?? 0) * 1.15)] },
    },
    axes: [
      { ...axis, size: TIME_AXIS_HEIGHT, values: (_plot, ticks) => ticks.map(clock) },
      {
        ...axis,
        size: AXIS_WIDTH,
        values: (_plot, ticks) => ticks.map(format),
        ...(steps === undefined ? {} : { incrs: [...steps] }),
      },
    ],
    series: [
      {},
      ...names.map((name, index) => ({
        label: name,
        stroke: ink.lines[index === 0 ? 0 : 1],
        width: 1.6,
        // Two lines are told apart without their colours too.
        ...(index === 0 ? { fill: `${ink.lines[0]}22` } : { dash: [5, 3] }),
        // One figure alone has no line to be seen by.
        points: { show: (plot: uPlot) => (plot.data[0]?.length ?? 0) === 1, size: 5 },
      })),
    ],
  };
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toTimeString().slice(0, 5);
}
