// A list kept in step with the engine for everybody who watches it: fetched once, then only what events name.

import type { ListChange } from '../../preload/contract/lists.ts';
import { ROWS_PER_MESSAGE } from '../../preload/contract/lists.ts';
import { createBell, type Bell } from '../../preload/rpc/bell.ts';

export interface ListSource<Row> {
  keyOf(row: Row): string;
  fetchAll(): Promise<Row[]>;
  /** Rows of these keys; those that are gone are left out. */
  fetchSome?(keys: readonly string[]): Promise<Row[]>;
  /** Whether what a fetch failed with passes by itself, so that one who has seen nothing yet may wait for a while. */
  willPass?(thrown: unknown): boolean;
}

/** More rows at once are cheaper fetched as a whole. */
const MOST_FETCHED_SINGLY = 40;
/** The least time between two fetches: a thousand events a second must not become a thousand lists. */
const PAUSE_MS = 500;
/** After a fetch that failed. */
const AGAIN_MS = 1000;
/** What passes by itself has passed by then. */
const WAIT_MS = 5000;
/** A piece ends before it has so many letters: a row's labels can be long, and a message may be four million. */
const PIECE_LETTERS = 1024 * 1024;

interface Kept<Row> {
  row: Row;
  /** The same as text, by which a change is seen. */
  text: string;
}

interface Watcher {
  bell: Bell;
  /** Everything is new to it, or these keys are. */
  news: Set<string> | 'all';
  /** By the steady clock; what failed before it came is not told to it. */
  readonly sinceMs: number;
}

export class LiveList<Row> {
  readonly #source: ListSource<Row>;
  readonly #watchers = new Set<Watcher>();
  #rows = new Map<string, Kept<Row>>();
  #revision = 0;
  #isFetched = false;
  /** What has to be fetched. */
  #stale: Set<string> | 'all' = 'all';
  #isFetching = false;
  /** Set while fetches fail. */
  #failure: { thrown: unknown; firstMs: number; lastMs: number } | undefined;

  constructor(source: ListSource<Row>) {
    this.#source = source;
  }

  /** Says that rows changed, came or went; `all` where nobody knows which. Costs nothing while nobody watches. */
  changed(keys: readonly string[] | 'all'): void {
    if (keys === 'all' || this.#stale === 'all') this.#stale = 'all';
    else for (const key of keys) this.#stale.add(key);
    void this.#fetchWhileStale();
  }

  /**
   * The list as it is, in pieces, then every change, as fast as the watcher takes them; never ends by itself.
   * @throws what the first fetch failed with; later failures leave the list as it is until one succeeds
   */
  async *watch(signal: AbortSignal): AsyncGenerator<ListChange<Row>> {
    const watcher: Watcher = { bell: createBell(), news: 'all', sinceMs: performance.now() };
    this.#watchers.add(watcher);
    const wake = () => watcher.bell.ring();
    signal.addEventListener('abort', wake, { once: true });
    void this.#fetchWhileStale();
    try {
      while (!signal.aborted) {
        if (!this.#isFetched && this.#hasFailed(watcher)) throw this.#failure?.thrown;
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
    const pieces = piecesOf(keys.flatMap((key) => this.#rows.get(key) ?? []));
    for (const [index, upsert] of pieces.entries()) {
      yield {
        revision,
        reset: news === 'all' && index === 0,
        complete: index === pieces.length - 1,
        upsert,
        remove: remove.splice(0),
      };
    }
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
      this.#failure = undefined;
      return PAUSE_MS;
    } catch (thrown) {
      this.#fail(stale, thrown);
      return AGAIN_MS;
    }
  }

  /** What could not be fetched stays to be fetched. */
  #fail(stale: Set<string> | 'all', thrown: unknown): void {
    if (stale === 'all' || this.#stale === 'all') this.#stale = 'all';
    else for (const key of stale) this.#stale.add(key);
    const nowMs = performance.now();
    this.#failure = { thrown, firstMs: this.#failure?.firstMs ?? nowMs, lastMs: nowMs };
    for (const { bell } of this.#watchers) bell.ring();
  }

  #hasFailed({ sinceMs }: Watcher): boolean {
    if (this.#failure === undefined || this.#failure.lastMs < sinceMs) return false;
    const { thrown, firstMs, lastMs } = this.#failure;
    return this.#source.willPass?.(thrown) !== true || lastMs - Math.max(firstMs, sinceMs) > WAIT_MS;
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
    const text = JSON.stringify(row);
    if (this.#rows.get(key)?.text === text) return false;
    this.#rows.set(key, { row, text });
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

/** Rows in pieces that any wire carries; one piece without any where there are none. */
function piecesOf<Row>(rows: readonly Kept<Row>[]): Row[][] {
  const pieces: Row[][] = [[]];
  let letters = 0;
  for (const { row, text } of rows) {
    const last = pieces.at(-1) ?? [];
    const isFull = last.length >= ROWS_PER_MESSAGE || letters + text.length > PIECE_LETTERS;
    if (last.length > 0 && isFull) {
      pieces.push([row]);
      letters = text.length;
    } else {
      last.push(row);
      letters += text.length;
    }
  }
  return pieces;
}
