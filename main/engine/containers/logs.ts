// The log of one container as lines, read no faster than they are taken.

import { z } from 'zod';
import type { LogLine } from '../../../preload/contract/containers.ts';
import type { Engine } from '../docker.ts';
import { chunksOf, openEngineStream } from '../open-stream.ts';
import { createLineParser } from './log-lines.ts';

export interface LogWish {
  follow: boolean;
  /** The last so many lines; all where it is left out. */
  tail?: number | undefined;
  /** RFC 3339. */
  since?: string | undefined;
  until?: string | undefined;
}

/** Of the log of one container, which may go on. */
export interface Log {
  /** Lines in the bunches they come in. */
  readonly bunches: AsyncIterator<LogLine[]>;
  /** The time of the last line there was at first; undefined where there was none, or nobody knows. */
  readonly pastEnd: Promise<string | undefined>;
}

const Described = z.object({ Config: z.object({ Tty: z.boolean() }) });

/**
 * Lines in the bunches they come in; ends with the log, with the container if it is followed, or by the signal.
 * @throws E_NOT_FOUND, E_ENGINE_REFUSED (a log driver that cannot be read), E_ENGINE_UNREACHABLE
 */
export async function* readLog(
  engine: Engine,
  container: string,
  wish: LogWish,
  signal: AbortSignal,
): AsyncGenerator<LogLine[]> {
  const described = Described.parse(
    await engine.ask((docker) => docker.getContainer(container).inspect({ abortSignal: signal })),
  );
  const query = {
    stdout: true,
    stderr: true,
    timestamps: true,
    follow: wish.follow,
    tail: wish.tail ?? 'all',
    ...(wish.since === undefined ? {} : { since: engineMoment(wish.since) }),
    ...(wish.until === undefined ? {} : { until: engineMoment(wish.until) }),
  };
  const stream = await openEngineStream(engine, `/containers/${container}/logs`, query, signal);
  const parser = createLineParser(container, described.Config.Tty);
  for await (const chunk of chunksOf(engine, stream, signal)) {
    const lines = parser.take(chunk);
    if (lines.length > 0) yield lines;
  }
  const rest = parser.end();
  if (rest.length > 0) yield rest;
}

/** A moment as the engine takes it: seconds since 1970 and nanoseconds, of which JavaScript's dates would lose six digits. */
export function engineMoment(moment: string): string {
  const fraction = /\.(\d{1,9})/.exec(moment)?.[1] ?? '';
  const seconds = Date.parse(moment.replace(/\.\d+/, '')) / 1000;
  return `${seconds}.${fraction.padEnd(9, '0')}`;
}

/**
 * A log to be shown together with others, that goes on: it is asked as well how far its past reaches.
 * @throws nothing: what fails, fails in the bunches
 */
export function followLog(engine: Engine, container: string, wish: LogWish, signal: AbortSignal): Log {
  return {
    bunches: readLog(engine, container, wish, signal),
    pastEnd: wish.tail === 0 ? Promise.resolve(undefined) : timeOfLast(engine, container, wish, signal),
  };
}

async function timeOfLast(
  engine: Engine,
  container: string,
  wish: LogWish,
  signal: AbortSignal,
): Promise<string | undefined> {
  let last: string | undefined;
  try {
    for await (const lines of readLog(engine, container, { ...wish, follow: false, tail: 1 }, signal))
      last = lines.at(-1)?.time ?? last;
  } catch {
    // The log itself will fail likewise, and say so.
  }
  return last;
}
