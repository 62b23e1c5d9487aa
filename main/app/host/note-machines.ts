// Notes in the journal what becomes of machines: started, stopped, aborted, made, removed.

import type { MachineSummary } from '../../../preload/contract/machines.ts';
import type { App } from '../app.ts';
import { watchMachines } from '../machines/watch.ts';
import type { Journal } from './journal.ts';

type Entry = Parameters<Journal['note']>[0];

/** Goes on until the signal; never rejects. */
export async function noteMachines(app: App, journal: Journal, signal: AbortSignal): Promise<void> {
  let before: readonly MachineSummary[] | undefined;
  try {
    for await (const { machines } of watchMachines(app, signal)) {
      // What was so when we came is no news.
      if (before !== undefined) for (const entry of changesOf(before, machines)) journal.note(entry);
      before = machines;
    }
  } catch {
    // Folders that cannot be watched are told by whoever asks for the machines.
  }
}

/** What differs between two looks, in the journal's words. */
export function changesOf(
  before: readonly MachineSummary[],
  after: readonly MachineSummary[],
  at = new Date().toISOString(),
): Entry[] {
  const known = new Map(before.map((machine) => [machine.name, machine]));
  const entry = ({ name, problems }: MachineSummary, action: string): Entry => ({
    at,
    machine: name,
    subject: 'machine',
    action,
    name,
    ...(problems[0] === undefined ? {} : { detail: problems[0] }),
  });
  const left = new Set(after.map(({ name }) => name));
  return [
    ...after.flatMap((machine) => {
      const old = known.get(machine.name);
      if (old === undefined) return [entry(machine, 'create')];
      return old.status === machine.status ? [] : [entry(machine, machine.status)];
    }),
    ...before.flatMap((machine) => (left.has(machine.name) ? [] : [entry(machine, 'destroy')])),
  ];
}
