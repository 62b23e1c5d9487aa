// Figures out of samples: the median, and how far they lie apart. Pure.

export interface Summary {
  median: number;
  min: number;
  max: number;
}

/** @throws if there are no samples */
export function summarise(samples: readonly number[]): Summary {
  const sorted = samples.toSorted((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  const upper = sorted[Math.ceil((sorted.length - 1) / 2)];
  if (min === undefined || max === undefined || lower === undefined || upper === undefined) {
    throw new Error('no samples to summarise');
  }
  return { median: (lower + upper) / 2, min, max };
}

/** The sample nearest to the median: the run to show as the usual one. */
export function usual<T>(samples: readonly T[], measure: (sample: T) => number): T {
  const { median } = summarise(samples.map(measure));
  const distance = (sample: T) => Math.abs(measure(sample) - median);
  return samples.reduce((best, sample) => (distance(sample) < distance(best) ? sample : best));
}
