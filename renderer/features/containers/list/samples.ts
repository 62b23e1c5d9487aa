// What each running container used when last told, by id. Pure.

import type { ContainerRow, StatsSample } from '../../../../preload/contract/containers.ts';
import { isUp } from '../actions/possible.ts';

/** New samples over the old ones; of those that have stopped nothing is kept. */
export function withSamples(
  before: ReadonlyMap<string, StatsSample>,
  samples: readonly StatsSample[],
  rowOf: (id: string) => Pick<ContainerRow, 'state'> | undefined,
): Map<string, StatsSample> {
  const after = new Map(samples.map((sample) => [sample.id, sample]));
  for (const [id, sample] of before) {
    const row = rowOf(id);
    if (!after.has(id) && row !== undefined && isUp(row)) after.set(id, sample);
  }
  return after;
}
