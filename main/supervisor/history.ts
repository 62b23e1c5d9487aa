// events.jsonl: every change of a machine's state with its time, for people, tests, and whoever asks when nobody runs.

import { z } from 'zod';
import { openJsonLines, readLastLines, type JsonLines } from '../lib/json-lines.ts';
import { redact } from '../lib/redact.ts';
import { SupervisorStatus } from './protocol.ts';

export type SupervisorState = SupervisorStatus['state'];

const HistoryEvent = z.object({ time: z.iso.datetime(), state: SupervisorStatus.shape.state });
export type HistoryEvent = z.infer<typeof HistoryEvent>;

export interface History {
  note(state: SupervisorState): void;
  close(): void;
}

/** Opens the history for appending. @param path events.jsonl */
export function openHistory(path: string): History {
  const lines: JsonLines = openJsonLines(path, { rewrite: redact });
  return {
    note: (state) => lines.append({ time: new Date().toISOString(), state } satisfies HistoryEvent),
    close: () => lines.close(),
  };
}

/** The last state that a supervisor noted; undefined for a machine that never started. */
export async function readLastState(path: string): Promise<HistoryEvent | undefined> {
  // A line that a crash cut short is passed over, and after a rotation the last one may be in the file before.
  for (const file of [path, `${path}.1`]) {
    const lines = await readLastLines(file, 5);
    const events = lines.map(parseEvent).filter((event) => event !== undefined);
    const last = events.at(-1);
    if (last !== undefined) return last;
  }
  return undefined;
}

function parseEvent(line: string): HistoryEvent | undefined {
  try {
    return HistoryEvent.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
