// The logs of several containers in one time line: what has been written by its time, what is being written as it comes.

import type { LogLine } from '../../../preload/contract/containers.ts';
import { createBell } from '../../../preload/rpc/bell.ts';
import type { Log } from '../../engine/containers/logs.ts';

/**
 * A log whose past is known to end is waited for until that came. Nobody waits for longer than this for what does not
 * come: the last line may have been taken away, or be a part of one that is still being written.
 */
const SILENCE_MS = 3000;

/** A log that does not go on after what it holds. */
export type MergedLog = Pick<Log, 'bunches'> & Partial<Log>;

/** One log, of which a bunch at a time is held: whoever is ahead of the others is slowed down by that. */
interface Source {
  readonly bunches: AsyncIterator<LogLine[]>;
  lines: readonly LogLine[];
  next: number;
  isAsked: boolean;
  hasEnded: boolean;
  /** It writes now, so that a line of its may come at any time. */
  isLive: boolean;
  /** The time of the last line it had written at first, once that is known. */
  pastEnd: string | undefined;
}

/**
 * Lines of all logs; each log's own keep their order. Ends when all have ended.
 * @param logs those with a `pastEnd` go on after what they hold already
 */
export async function* mergeLogs(logs: readonly MergedLog[]): AsyncGenerator<LogLine[]> {
  const bell = createBell();
  let failure: { thrown: unknown } | undefined;
  const becomeLive = (source: Source) => {
    source.isLive = true;
    bell.ring();
  };
  const learnPast = async (source: Source, pastEnd: MergedLog['pastEnd']) => {
    if (pastEnd === undefined) return;
    source.pastEnd = await pastEnd;
    if (source.pastEnd === undefined || hasReached(source, source.pastEnd)) becomeLive(source);
  };
  const sources = logs.map(({ bunches, pastEnd }): Source => {
    const source = sourceOf(bunches);
    void learnPast(source, pastEnd);
    return source;
  });
  const ask = async (source: Source) => {
    source.isAsked = true;
    const goesOn = logs[sources.indexOf(source)]?.pastEnd !== undefined;
    const silence =
      goesOn && !source.isLive ? setTimeout(() => becomeLive(source), SILENCE_MS).unref() : undefined;
    try {
      const { value, done } = await source.bunches.next();
      source.hasEnded = done === true;
      source.lines = done === true ? [] : value;
      source.next = 0;
      if (source.pastEnd !== undefined && hasReached(source, source.pastEnd)) source.isLive = true;
    } catch (thrown) {
      failure ??= { thrown };
    }
    clearTimeout(silence);
    source.isAsked = false;
    bell.ring();
  };
  try {
    for (;;) {
      for (const source of sources)
        if (isSpent(source) && !source.isAsked && !source.hasEnded) void ask(source);
      const lines = sources.some(holdsUp) ? [] : takeByTime(sources);
      if (lines.length > 0) yield lines;
      else if (failure !== undefined) throw failure.thrown;
      else if (sources.every((source) => source.hasEnded && isSpent(source))) return;
      else await bell.heard();
    }
  } finally {
    // Not awaited: a log that is silent ends only when its stream does.
    for (const { bunches } of sources) void bunches.return?.()?.catch(() => {});
  }
}

function sourceOf(bunches: Source['bunches']): Source {
  return {
    bunches,
    lines: [],
    next: 0,
    isAsked: false,
    hasEnded: false,
    isLive: false,
    pastEnd: undefined,
  };
}

/** Whether a line of that time, or a later one, has come. */
function hasReached({ lines }: Source, time: string): boolean {
  return (lines.at(-1)?.time ?? '') >= time;
}

function isSpent({ lines, next }: Source): boolean {
  return next >= lines.length;
}

/** Whether a line that was written before all that we hold may still come from it. */
function holdsUp(source: Source): boolean {
  return isSpent(source) && !source.hasEnded && !source.isLive;
}

/** All lines whose place is certain: up to the end of the first log that has to be asked again. */
function takeByTime(sources: readonly Source[]): LogLine[] {
  const taken: LogLine[] = [];
  const only = sources.filter((source) => !isSpent(source));
  for (;;) {
    let first: Source | undefined;
    for (const source of only)
      if (!isSpent(source) && (first === undefined || timeOf(source) < timeOf(first))) first = source;
    const line = first?.lines[first.next];
    if (first === undefined || line === undefined) return taken;
    taken.push(line);
    first.next += 1;
    if (holdsUp(first)) return taken;
  }
}

/** The engine writes times in UTC and with as many digits always, so letters sort as moments do. */
function timeOf({ lines, next }: Source): string {
  return lines[next]?.time ?? '';
}
