// Which containers are shown: by a tab and by what was typed. Pure.

import type { ContainerRow } from '../../../../preload/contract/containers.ts';
import { isUp } from '../actions/possible.ts';

export type Tab = 'all' | 'running' | 'stopped';
export const TABS: readonly Tab[] = ['all', 'running', 'stopped'];

export function countByTab(rows: readonly ContainerRow[]): Record<Tab, number> {
  let running = 0;
  for (const row of rows) if (isUp(row)) running += 1;
  return { all: rows.length, running, stopped: rows.length - running };
}

/** Every word that was typed must be in the name, image, project, service, id or a port. */
export function filterContainers(rows: readonly ContainerRow[], tab: Tab, search: string): ContainerRow[] {
  const wanted = search.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (tab !== 'all' && isUp(row) !== (tab === 'running')) return false;
    if (wanted.length === 0) return true;
    const text = textOf(row);
    return wanted.every((word) => text.includes(word));
  });
}

/** A row is searched as one text; worked out once, for rows are replaced and never changed. */
const texts = new WeakMap<ContainerRow, string>();

function textOf(row: ContainerRow): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const { id, name, image, project = '', service = '', ports } = row;
  const numbers = ports.flatMap(({ hostPort }) => (hostPort === undefined ? [] : [`:${hostPort}`]));
  const text = [name, image, project, service, id.slice(0, 12), ...numbers].join('\n').toLowerCase();
  texts.set(row, text);
  return text;
}

/** Those of a selection that are still there. */
export function stillSelected(
  rows: ReadonlyMap<string, ContainerRow>,
  selected: ReadonlySet<string>,
): ContainerRow[] {
  return [...selected].flatMap((id) => rows.get(id) ?? []);
}
