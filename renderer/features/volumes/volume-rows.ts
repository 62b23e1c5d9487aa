// Which volumes are shown, and what people type about new ones. Pure.

import { ObjectName } from '../../../preload/contract/ids.ts';
import type { VolumeRow } from '../../../preload/contract/volumes.ts';

export type VolumeKind = 'all' | 'used' | 'unused';

export function isOfKind({ usedBy }: VolumeRow, kind: VolumeKind): boolean {
  return kind === 'all' || usedBy.length > 0 === (kind === 'used');
}

/** Every word of the search has to be in the name, the project, the driver, or the name of a container that has it. */
export function findVolumes(rows: readonly VolumeRow[], search: string, kind: VolumeKind): VolumeRow[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (!isOfKind(row, kind)) return false;
    const texts = [row.name, row.project ?? '', row.driver, ...row.usedBy].map((text) => text.toLowerCase());
    return wanted.every((word) => texts.some((text) => text.includes(word)));
  });
}

export function countKinds(rows: readonly VolumeRow[]): Record<VolumeKind, number> {
  const used = rows.filter((row) => isOfKind(row, 'used')).length;
  return { all: rows.length, used, unused: rows.length - used };
}

export function isVolumeName(text: string): boolean {
  return ObjectName.safeParse(text).success;
}

/** Lines of `name=value`; undefined where one has no name. */
export function parseLabels(text: string): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const said = line.trim();
    if (said === '') continue;
    const at = said.indexOf('=');
    if (at < 1) return undefined;
    labels[said.slice(0, at).trim()] = said.slice(at + 1).trim();
  }
  return labels;
}
