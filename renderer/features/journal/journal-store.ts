// The host's journal in the page: followed while somebody looks at it.

import { createStore } from 'zustand/vanilla';
import type { JournalEntry } from '../../../preload/contract/host.ts';
import { api } from '../../client/api.ts';
import { addEntries } from './journal-entries.ts';

interface JournalState {
  phase: 'waiting' | 'live' | 'ended';
  /** Newest first. */
  entries: readonly JournalEntry[];
}

export const journalStore = createStore<JournalState>(() => ({ phase: 'waiting', entries: [] }));

/** Events come faster than anybody reads: they are shown together. */
const SHOW_EVERY_MS = 100;
/** A journal without an entry says nothing at all; after so long it counts as empty. */
const EMPTY_AFTER_MS = 400;

/** Takes all the host has from the beginning, then what comes. @returns leaves it */
export function followJournal(): () => void {
  const leave = new AbortController();
  journalStore.setState({ phase: 'waiting', entries: [] });
  void follow(leave.signal);
  return () => leave.abort();
}

async function follow(signal: AbortSignal): Promise<void> {
  let news: JournalEntry[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    timer = undefined;
    const { entries } = journalStore.getState();
    journalStore.setState({ phase: 'live', entries: addEntries(entries, news) });
    news = [];
  };
  timer = setTimeout(show, EMPTY_AFTER_MS);
  try {
    for await (const entries of api().host.journal(undefined, signal)) {
      news = [...news, ...entries];
      if (journalStore.getState().phase === 'waiting') {
        clearTimeout(timer);
        show();
      } else timer ??= setTimeout(show, SHOW_EVERY_MS);
    }
  } catch {
    // Said by the phase; a connection that is lost says more of itself elsewhere.
  } finally {
    clearTimeout(timer);
    if (!signal.aborted) journalStore.setState({ phase: 'ended' });
  }
}
