// Those of several containers that something could not be done to, by name. Pure.

import type { ContainerRow } from '../../../../preload/contract/containers.ts';
import type { Outcome } from '../../../../preload/contract/lists.ts';
import { containersText } from '../../../text/containers.ts';

export interface Failure {
  id: string;
  name: string;
  code: string;
  message: string;
}

/** In a card's one line; the bar of a selection names them all. */
const MOST_REASONS = 3;

export function failuresOf(
  rows: readonly Pick<ContainerRow, 'id' | 'name'>[],
  outcomes: readonly Outcome[],
): Failure[] {
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return outcomes.flatMap(({ id, error }) =>
    error === undefined ? [] : [{ id, name: names.get(id) ?? id, ...error }],
  );
}

/** @param count of how many that were acted on */
export function tellFailures(failures: readonly Failure[], count: number): string {
  const reasons = failures.slice(0, MOST_REASONS).map(({ name, message }) => `${name}: ${message}`);
  if (failures.length > MOST_REASONS) reasons.push('…');
  return containersText.partly(failures.length, count, reasons.join('; '));
}
