// The engine's event stream: what happened to containers, images, volumes and networks, as it happens.

import { z } from 'zod';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { createLineSplitter } from '../../preload/rpc/lines.ts';
import type { EngineHttp } from './http.ts';

/** A line is a few kilobytes; one container's labels can make it longer. Whatever is longer is no event of an engine's. */
const MAX_EVENT_LENGTH = 1024 * 1024;

/** Source: https://docs.docker.com/reference/api/engine/version/v1.45/#tag/System/operation/SystemEvents */
const Message = z.object({
  Type: z.string(),
  Action: z.string(),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()).nullish() }),
  timeNano: z.number().optional(),
  time: z.number().optional(),
});

export interface EngineEvent {
  /** `container`, `image`, `volume`, `network`, … */
  type: string;
  /** `start`, `die`, `exec_create: sh`, … */
  action: string;
  id: string;
  attributes: Readonly<Record<string, string>>;
  /** Milliseconds since 1970, by the engine's clock. */
  atMs: number;
}

/** Kinds of events we have a use for; the engine leaves out the rest. */
const WANTED = JSON.stringify({ type: ['container', 'image', 'volume', 'network'] });

/**
 * Yields an empty list once the engine listens to us, then events in the bunches they come in.
 * @throws E_ENGINE_UNREACHABLE when the engine goes away, E_ANSWER_INVALID for a line without end, E_CANCELLED
 */
export async function* followEvents(http: EngineHttp, signal: AbortSignal): AsyncGenerator<EngineEvent[]> {
  let events: EngineEvent[] = [];
  const take = createLineSplitter(
    MAX_EVENT_LENGTH,
    (line) => {
      const event = parseEvent(line);
      if (event !== undefined) events.push(event);
    },
    () => {
      throw new SlipwayError('E_ANSWER_INVALID', 'the engine told of an event that does not end');
    },
  );
  let isFirst = true;
  for await (const chunk of http.follow(`/events?filters=${encodeURIComponent(WANTED)}`, signal)) {
    take(chunk);
    if (!isFirst && events.length === 0) continue;
    yield events;
    isFirst = false;
    events = [];
  }
}

/** An event of one line, or undefined for what is none. */
export function parseEvent(line: string): EngineEvent | undefined {
  let message;
  try {
    message = Message.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
  const { Type: type, Action: action, Actor, timeNano, time } = message;
  const atMs = timeNano === undefined ? (time ?? 0) * 1000 : Math.floor(timeNano / 1e6);
  return { type, action, id: Actor.ID, attributes: Actor.Attributes ?? {}, atMs };
}
