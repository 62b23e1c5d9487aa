// Lets a log stream into its ring and tells of it a few times a second, however fast it comes.

import { createStore } from 'zustand/vanilla';
import type { LogPiece } from '../../../../../preload/contract/containers.ts';
import { toWireError, type WireError } from '../../../../../preload/contract/errors.ts';
import type { LogRing } from './log-ring.ts';

export interface FeedState {
  phase: 'reading' | 'ended' | 'failed';
  first: number;
  end: number;
  /** Left the ring. */
  evicted: number;
  /** Never came: the host left them out, for they came faster than they were taken. */
  dropped: number;
  error?: WireError;
}

const SHOW_EVERY_MS = 80;
const START: FeedState = { phase: 'reading', first: 0, end: 0, evicted: 0, dropped: 0 };

export type LogFeed = ReturnType<typeof createLogFeed>;

/** @param onLines told when there are new lines */
export function createLogFeed(ring: LogRing, onLines: () => void) {
  const store = createStore<FeedState>(() => ({ ...START, first: ring.first, end: ring.end }));
  let dropped = 0;
  let lastTime: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => {
    clearTimeout(timer);
    timer = undefined;
    const { first, end, evicted } = ring;
    store.setState({ first, end, evicted, dropped });
    onLines();
  };
  return {
    store,
    /** Of the newest line that came, shown already or not. */
    lastTime: () => lastTime,
    /** Takes pieces until the stream ends or is left. Never rejects. */
    async take(pieces: AsyncIterable<LogPiece>, signal: AbortSignal): Promise<void> {
      store.setState({ phase: 'reading', error: undefined });
      try {
        for await (const piece of pieces) {
          if (signal.aborted) return;
          ring.add(piece.lines);
          dropped += piece.dropped;
          lastTime = piece.lines.at(-1)?.time ?? lastTime;
          timer ??= setTimeout(show, SHOW_EVERY_MS);
        }
        if (signal.aborted) return;
        show();
        store.setState({ phase: 'ended' });
      } catch (thrown) {
        if (signal.aborted) return;
        show();
        store.setState({ phase: 'failed', error: toWireError(thrown) });
      }
    },
    clear() {
      ring.clear();
      dropped = 0;
      show();
    },
    end() {
      clearTimeout(timer);
    },
  };
}

/** The moment after a line's: what a log that goes on is asked from. @param time RFC 3339 in UTC */
export function momentAfter(time: string): string {
  const parts = /^(.*:\d{2})(?:\.(\d{1,9}))?Z$/.exec(time);
  if (parts === null) return time;
  const nanoseconds = Number((parts[2] ?? '').padEnd(9, '0')) + 1;
  if (nanoseconds < 1_000_000_000) return `${parts[1] ?? ''}.${String(nanoseconds).padStart(9, '0')}Z`;
  return new Date(Date.parse(`${parts[1] ?? ''}Z`) + 1000).toISOString();
}
