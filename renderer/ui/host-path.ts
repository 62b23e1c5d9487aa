// Paths of this computer as people type them. Pure.

import { HostPath } from '../../preload/contract/ids.ts';

/** `~/x` below the home folder; anything else as it came. */
export function expandHome(path: string, home: string): string {
  const typed = path.trim();
  if (typed === '~') return home;
  return typed.startsWith('~/') ? `${home}/${typed.slice(2)}` : typed;
}

/** Where a file of that name is put unless somebody says otherwise. */
export function inDownloads(home: string, name: string): string {
  return `${home}/Downloads/${fileName(name)}`;
}

/** A name for a file out of any text: what a path could not hold becomes `-`. */
export function fileName(text: string): string {
  return text.replaceAll(/[^\w.+-]+/g, '-').replace(/^[-.]+/, '') || 'file';
}

/** Whether the host would take it as a path at all. */
export function isHostPath(path: string): boolean {
  return HostPath.safeParse(path).success;
}
