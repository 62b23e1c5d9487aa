// The course of one figure in a few pixels: an area under a line, the newest to the right.

import classes from './sparkline.module.css';

interface SparklineProps {
  /** Oldest first, each from 0 to `most`. */
  values: readonly number[];
  most: number;
  /** How many there will be at most; fewer begin at the right. */
  length: number;
  label: string;
}

const WIDTH = 240;
const HEIGHT = 48;

export function Sparkline({ values, most, length, label }: SparklineProps) {
  // One figure alone has no line to be seen by.
  const drawn = values.length === 1 ? [...values, ...values] : values;
  const step = WIDTH / Math.max(1, length - 1);
  const from = WIDTH - step * (drawn.length - 1);
  const points = drawn.map((value, index) => {
    const height = Math.min(1, Math.max(0, value / most)) * (HEIGHT - 2);
    return `${(from + index * step).toFixed(1)},${(HEIGHT - 1 - height).toFixed(1)}`;
  });
  return (
    <svg
      className={classes['chart']}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {points.length > 1 && (
        <>
          <polygon
            className={classes['area']}
            points={`${from.toFixed(1)},${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`}
          />
          <polyline className={classes['line']} points={points.join(' ')} vectorEffect="non-scaling-stroke" />
        </>
      )}
    </svg>
  );
}
