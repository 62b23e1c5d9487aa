// A list kept in step with the engine for everybody who watches it: fetched once, then only what events name.

import type { ListChange } from '../../preload/contract/lists.ts';
import { ROWS_PER_MESSAGE } from '../../preload/contract/lists.ts';
import { createBell, type Bell } from '../../preload/rpc/bell.ts';

export interface ListSource<Row> {
  keyOf(row: Row): string;
  fetchAll(): Promise<Row[]>;
  /** Rows of these keys; those that are gone are left out. */
  fetchSome?(keys: readonly string[]): Promise<Row[]>;
  /** Told what a fetch failed with; the list stays as it is until the next news. */
  onFailure(thrown: unknown): void;
}

/** More rows at once are cheaper fetched as a whole. */
const MOST_FETCHED_SINGLY = 40;
/** The least time between two fetches: a thousand events a second must not become a thousand lists. */
const PAUSE_MS = 250;
const PAUSE_OF_WHOLE_MS = 500;

interface Watcher {
  bell: Bell;
  /** Everything is new to it, or these keys are. */
  news: Set<string> | 'all';
}

export class LiveList<Row> {
  readonly #source: ListSource<Row>;
  readonly #watchers = new Set<Watcher>();
  #rows = new Map<string, Row>();
  #revision = 0;
  #isFetched = false;
  /** What has to be fetched. */
  #stale: Set<string> | 'all' = 'all';
  #isFetching = false;

  constructor(source: ListSource<Row>) {
    this.#source = source;
  }

  /** Says that rows changed, came or went; `all` where nobody knows which. Costs nothing while nobody watches. */
  changed(keys: readonly string[] | 'all'): void {
    if (keys === 'all' || this.#stale === 'all') this.#stale = 'all';
    else for (const key of keys) this.#stale.add(key);
    void this.#fetchWhileStale();
  }

  /** The list as it is, in pieces, then every change, as fast as the watcher takes them; never ends by itself. */
  async *watch(signal: AbortSignal): AsyncGenerator<ListChange<Row>> {
    const watcher: Watcher = { bell: createBell(), news: 'all' };
    this.#watchers.add(watcher);
    const wake = () => watcher.bell.ring();
    signal.addEventListener('abort', wake, { once: true });
    void this.#fetchWhileStale();
    try {
      while (!signal.aborted) {
        if (!this.#isFetched || (watcher.news !== 'all' && watcher.news.size === 0))
          await watcher.bell.heard();
        else yield* this.#tell(watcher);
      }
    } finally {
      signal.removeEventListener('abort', wake);
      this.#watchers.delete(watcher);
    }
  }

  *#tell(watcher: Watcher): Generator<ListChange<Row>> {
    const { news } = watcher;
    watcher.news = new Set();
    const revision = this.#revision;
    const keys = news === 'all' ? [...this.#rows.keys()] : [...news];
    const remove = news === 'all' ? [] : keys.filter((key) => !this.#rows.has(key));
    const upsert = keys.flatMap((key) => this.#rows.get(key) ?? []);
    let reset = news === 'all';
    do {
      const piece = upsert.splice(0, ROWS_PER_MESSAGE);
      yield {
        revision,
        reset,
        complete: upsert.length === 0,
        upsert: piece,
        remove: remove.splice(0),
      };
      reset = false;
    } while (upsert.length > 0);
  }

  async #fetchWhileStale(): Promise<void> {
    if (this.#isFetching || this.#watchers.size === 0) return;
    this.#isFetching = true;
    try {
      while (this.#watchers.size > 0 && (this.#stale === 'all' || this.#stale.size > 0)) {
        const pauseMs = await this.#fetchOnce();
        await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
      }
    } finally {
      this.#isFetching = false;
    }
  }

  /** @returns how long to leave the engine alone afterwards */
  async #fetchOnce(): Promise<number> {
    const stale = this.#stale;
    this.#stale = new Set();
    const { fetchSome } = this.#source;
    const singly = stale !== 'all' && stale.size <= MOST_FETCHED_SINGLY && fetchSome !== undefined;
    try {
      if (singly) this.#replaceSome(stale, await fetchSome([...stale]));
      else this.#replaceAll(await this.#source.fetchAll());
    } catch (thrown) {
      this.#source.onFailure(thrown);
    }
    return singly ? PAUSE_MS : PAUSE_OF_WHOLE_MS;
  }

  #replaceSome(asked: ReadonlySet<string>, rows: readonly Row[]): void {
    const found = new Map(rows.map((row) => [this.#source.keyOf(row), row]));
    const changed: string[] = [];
    for (const key of asked) {
      const row = found.get(key);
      if (row === undefined ? this.#rows.delete(key) : this.#put(key, row)) changed.push(key);
    }
    this.#announce(changed);
  }

  #replaceAll(rows: readonly Row[]): void {
    const keys = new Set(rows.map((row) => this.#source.keyOf(row)));
    const gone = [...this.#rows.keys()].filter((key) => !keys.has(key));
    for (const key of gone) this.#rows.delete(key);
    const changed = rows.flatMap((row) => {
      const key = this.#source.keyOf(row);
      return this.#put(key, row) ? [key] : [];
    });
    const isFirst = !this.#isFetched;
    this.#isFetched = true;
    this.#announce([...gone, ...changed]);
    if (isFirst) for (const { bell } of this.#watchers) bell.ring();
  }

  /** @returns whether the row is another one than before */
  #put(key: string, row: Row): boolean {
    const before = this.#rows.get(key);
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(row)) return false;
    this.#rows.set(key, row);
    return true;
  }

  #announce(changed: readonly string[]): void {
    if (changed.length === 0) return;
    this.#revision += 1;
    for (const { news, bell } of this.#watchers) {
      if (news !== 'all') for (const key of changed) news.add(key);
      bell.ring();
    }
  }
}
