// Keeps a search up to date with a log: old lines first, then what comes, one piece after another, in a worker.

import { createStore } from 'zustand/vanilla';
import type { LogRing } from './log-ring.ts';
import { queryProblem, type LogHit, type LogQuery, type SearchAnswer } from './log-search.ts';
import type { SearchClient } from './search-client.ts';

export interface FinderState {
  query: LogQuery | undefined;
  /** `slow` is an expression that took too long for one piece; it is not tried again. */
  phase: 'idle' | 'searching' | 'done' | 'invalid' | 'slow';
  /** What is wrong with the expression. */
  problem: string | undefined;
  /** By line; the same array grows while a search goes on, `count` tells how far. */
  hits: LogHit[];
  count: number;
}

const PIECE_LINES = 2_000;
const PIECE_CHARACTERS = 512 * 1024;
/** A piece takes a few milliseconds; an expression that runs away takes for ever. */
const PATIENCE_MS = 2_000;
const SHOW_EVERY_MS = 100;
const NOTHING: FinderState = { query: undefined, phase: 'idle', problem: undefined, hits: [], count: 0 };

export class LogFinder {
  readonly store = createStore<FinderState>(() => NOTHING);
  readonly #ring: LogRing;
  readonly #start: () => SearchClient;
  readonly #patienceMs: number;
  #worker: SearchClient | undefined;
  /** Which search is the latest: answers to an earlier one are not wanted. */
  #search = 0;
  #isBusy = false;
  #scanned = 0;
  #shownMs = 0;

  constructor(ring: LogRing, start: () => SearchClient, patienceMs = PATIENCE_MS) {
    this.#ring = ring;
    this.#start = start;
    this.#patienceMs = patienceMs;
  }

  /** Begins anew. @param query undefined to search for nothing */
  search(query: LogQuery | undefined): void {
    this.end();
    this.#scanned = 0;
    const problem = query === undefined ? undefined : queryProblem(query);
    const phase = query === undefined ? 'idle' : problem === undefined ? 'searching' : 'invalid';
    this.store.setState({ query, phase, problem, hits: [], count: 0 });
    this.look();
  }

  /** Searches what has not been searched yet: to be called when lines have come. */
  look(): void {
    const { query, phase } = this.store.getState();
    if (query === undefined || this.#isBusy || phase === 'invalid' || phase === 'slow') return;
    this.#isBusy = true;
    void this.#run(query, this.#search);
  }

  end(): void {
    this.#search += 1;
    this.#isBusy = false;
    this.#worker?.end();
    this.#worker = undefined;
  }

  async #run(query: LogQuery, search: number): Promise<void> {
    for (;;) {
      const from = Math.max(this.#scanned, this.#ring.first);
      const texts = this.#ring.texts(from, PIECE_LINES, PIECE_CHARACTERS);
      if (texts.length === 0) break;
      this.#worker ??= this.#start();
      const answer = await inTime(this.#worker.ask({ query, from, texts }), this.#patienceMs);
      if (search !== this.#search) return;
      if (answer === undefined) {
        this.end();
        return this.#show('slow');
      }
      this.#scanned = from + texts.length;
      for (const hit of answer.hits) this.store.getState().hits.push(hit);
      if (performance.now() - this.#shownMs > SHOW_EVERY_MS) this.#show('searching');
    }
    this.#isBusy = false;
    this.#show('done');
  }

  #show(phase: FinderState['phase']): void {
    this.#shownMs = performance.now();
    const { hits } = this.store.getState();
    const kept = hits.findIndex(({ line }) => line >= this.#ring.first);
    if (kept !== 0) hits.splice(0, kept === -1 ? hits.length : kept);
    this.store.setState({ phase, count: hits.length });
  }
}

async function inTime(answer: Promise<SearchAnswer>, patienceMs: number): Promise<SearchAnswer | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), patienceMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
