// What happened since this program began, to machines and to what is on their engines; bounded, newest kept.

import type { JournalEntry } from '../../../preload/contract/host.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import { createBell, type Bell } from '../../../preload/rpc/bell.ts';
import type { EngineEvent } from '../../engine/events.ts';

/** Enough for a busy day; beyond it the oldest go. */
const KEPT = 5_000;
/** Said every few seconds by health checks and terminals; nobody asks who did them. */
const NOISE = /^(exec_|top$|resize$|attach$)/;

export class Journal {
  #entries: JournalEntry[] = [];
  /** How many have gone already. */
  #gone = 0;
  readonly #bells = new Set<Bell>();

  noteEvents(machine: MachineName, events: readonly EngineEvent[]): void {
    for (const event of events) {
      if (!NOISE.test(event.action)) this.note(entryOf(machine, event));
    }
  }

  note(entry: Omit<JournalEntry, 'id'>): void {
    this.#entries.push({ ...entry, id: String(this.#gone + this.#entries.length) });
    const surplus = this.#entries.length - KEPT;
    if (surplus > 0) {
      this.#entries = this.#entries.slice(surplus);
      this.#gone += surplus;
    }
    for (const bell of this.#bells) bell.ring();
  }

  /** Everything there is, oldest first, then what comes. */
  async *follow(signal: AbortSignal): AsyncGenerator<JournalEntry[]> {
    const bell = createBell();
    this.#bells.add(bell);
    signal.addEventListener('abort', () => bell.ring(), { once: true });
    try {
      for (let seen = 0; !signal.aborted;) {
        const news = this.#entries.slice(Math.max(0, seen - this.#gone));
        seen = this.#gone + this.#entries.length;
        if (news.length > 0) yield news;
        else await bell.heard();
      }
    } finally {
      this.#bells.delete(bell);
    }
  }
}

function entryOf(
  machine: MachineName,
  { type, action, id, attributes, atMs }: EngineEvent,
): Omit<JournalEntry, 'id'> {
  const [word = action, detail] = action.split(': ');
  const image = type === 'container' ? attributes['image'] : undefined;
  const exitCode = attributes['exitCode'];
  const details = [
    detail,
    image,
    exitCode === undefined ? undefined : `exit code ${exitCode}`,
    attributes['container'],
  ];
  const told = details.filter((one) => one !== undefined).join(', ');
  return {
    at: new Date(atMs).toISOString(),
    machine,
    subject: type,
    action: word,
    name: attributes['name'] ?? id.replace(/^sha256:/, '').slice(0, 12),
    ...(told === '' ? {} : { detail: told }),
  };
}
