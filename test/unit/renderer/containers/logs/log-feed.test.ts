// A log on its way into the window: nothing is lost without being counted, and a log that goes on has no gap.

import { describe, expect, it } from 'vitest';
import type { LogPiece } from '../../../../../preload/contract/containers.ts';
import { SlipwayError } from '../../../../../preload/contract/errors.ts';
import {
  createLogFeed,
  momentAfter,
} from '../../../../../renderer/features/containers/page/logs/log-feed.ts';
import { LogRing } from '../../../../../renderer/features/containers/page/logs/log-ring.ts';

const line = (text: string) => ({
  container: 'c',
  stream: 'stdout' as const,
  time: '2026-11-24T14:02:33.5Z',
  text,
});

async function* pieces(...given: (LogPiece | Error)[]): AsyncGenerator<LogPiece> {
  for (const piece of given) {
    if (piece instanceof Error) throw piece;
    yield piece;
  }
}

describe('a feed', () => {
  it('counts what the host left out, exactly', async () => {
    const feed = createLogFeed(new LogRing(), () => {});
    const stream = pieces(
      { lines: [line('a')], dropped: 0 },
      { lines: [line('b')], dropped: 41 },
      { lines: [], dropped: 1 },
    );
    await feed.take(stream, new AbortController().signal);
    expect(feed.store.getState()).toMatchObject({ phase: 'ended', first: 0, end: 2, dropped: 42 });
  });

  it('keeps what came before a failure, and says why', async () => {
    const feed = createLogFeed(new LogRing(), () => {});
    const failure = new SlipwayError('E_NOT_FOUND', 'no such container');
    await feed.take(pieces({ lines: [line('a')], dropped: 0 }, failure), new AbortController().signal);
    expect(feed.store.getState()).toMatchObject({ phase: 'failed', end: 1, error: { code: 'E_NOT_FOUND' } });
  });

  it('says nothing more once it was left', async () => {
    const feed = createLogFeed(new LogRing(), () => {});
    const leave = new AbortController();
    leave.abort();
    await feed.take(pieces({ lines: [line('a')], dropped: 0 }), leave.signal);
    expect(feed.store.getState()).toMatchObject({ phase: 'reading', end: 0 });
  });
});

describe('the moment after a line', () => {
  it.each([
    ['2026-11-24T14:02:33.123456789Z', '2026-11-24T14:02:33.123456790Z'],
    ['2026-11-24T14:02:33.5Z', '2026-11-24T14:02:33.500000001Z'],
    ['2026-11-24T14:02:33Z', '2026-11-24T14:02:33.000000001Z'],
    ['2026-11-24T14:02:59.999999999Z', '2026-11-24T14:03:00.000Z'],
  ])('%s is %s', (time, after) => expect(momentAfter(time)).toBe(after));
});
