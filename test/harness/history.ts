// Reads events.jsonl: what a supervisor noted of its machine, with the times.

import { readFile } from 'node:fs/promises';
import type { MachinePaths } from '../../main/machine/paths.ts';

export interface Noted {
  timeMs: number;
  state: { kind: string; cause?: string; stage?: string };
}

/** Every state that was noted since a moment (milliseconds since 1970), in order. */
export async function notedSince({ eventsLog }: MachinePaths, sinceMs: number): Promise<Noted[]> {
  const lines = (await readFile(eventsLog, 'utf8')).split('\n').filter((line) => line !== '');
  return lines
    .map((line) => JSON.parse(line) as { time: string; state: Noted['state'] })
    .map(({ time, state }) => ({ timeMs: Date.parse(time), state }))
    .filter(({ timeMs }) => timeMs >= sinceMs);
}
