// Shows the logs of several containers at once, as fast as they are read; who reads too slowly misses the oldest lines.

import type { LogPiece } from '../../../preload/contract/containers.ts';
import { createBell } from '../../../preload/rpc/bell.ts';
import { followLog, readLog, type LogWish } from '../../engine/containers/logs.ts';
import type { Engine } from '../../engine/docker.ts';
import { LogBuffer } from './log-buffer.ts';
import { mergeLogs } from './merge-logs.ts';

/** What a reader of a log that goes on may be behind. */
const BEHIND = { lines: 50_000, letters: 16 * 1024 * 1024 };

/** @throws E_NOT_FOUND, E_ENGINE_REFUSED, E_ENGINE_UNREACHABLE */
export async function* showLogs(
  engine: Engine,
  ids: readonly string[],
  wish: LogWish,
  signal: AbortSignal,
): AsyncGenerator<LogPiece> {
  const leaving = new AbortController();
  const either = AbortSignal.any([signal, leaving.signal]);
  const different = [...new Set(ids)];
  // One by itself has nobody to be in order with.
  const goOn = wish.follow && different.length > 1;
  const merged = mergeLogs(
    different.map((id) =>
      goOn ? followLog(engine, id, wish, either) : { bunches: readLog(engine, id, wish, either) },
    ),
  );
  try {
    yield* wish.follow ? lossy(merged, either) : complete(merged);
  } finally {
    leaving.abort();
  }
}

type Merged = ReturnType<typeof mergeLogs>;

/** Everything, in full pieces; the engine waits while nobody reads. */
async function* complete(merged: Merged): AsyncGenerator<LogPiece> {
  const buffer = new LogBuffer();
  for await (const lines of merged) {
    buffer.put(lines);
    while (buffer.hasFullPiece) yield buffer.take() ?? { lines: [], dropped: 0 };
  }
  for (let piece = buffer.take(); piece !== undefined; piece = buffer.take()) yield piece;
}

/** What happens now, at once; a program must not stand still because somebody looks at it slowly. */
export async function* lossy(
  merged: AsyncIterable<LogPiece['lines']>,
  signal: AbortSignal,
  limits = BEHIND,
): AsyncGenerator<LogPiece> {
  const buffer = new LogBuffer(limits);
  const bell = createBell();
  const ended = { is: false };
  let failure: { thrown: unknown } | undefined;
  const fill = async () => {
    for await (const lines of merged) {
      buffer.put(lines);
      bell.ring();
      if (signal.aborted) break;
    }
  };
  void fill()
    .catch((thrown: unknown) => {
      failure = { thrown };
    })
    .finally(() => {
      ended.is = true;
      bell.ring();
    });
  const wake = () => bell.ring();
  signal.addEventListener('abort', wake, { once: true });
  try {
    while (!signal.aborted) {
      const piece = buffer.take();
      if (piece !== undefined) yield piece;
      else if (ended.is) break;
      else await bell.heard();
    }
  } finally {
    signal.removeEventListener('abort', wake);
  }
  if (failure !== undefined && !signal.aborted) throw failure.thrown;
}
