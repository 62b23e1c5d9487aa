// The engine's stream of JSON messages, as pulls, pushes and loads answer: one a line, and a failure may come among them.

import { z } from 'zod';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { createLineSplitter } from '../../preload/rpc/lines.ts';
import type { Docker, Engine } from './docker.ts';

/** A message is some hundred bytes; a build's can hold a page. Whatever is longer is none of an engine's. */
const MAX_MESSAGE_LENGTH = 1024 * 1024;

/** Source: moby's pkg/jsonmessage. */
const Message = z.object({
  id: z.string().optional(),
  status: z.string().optional(),
  stream: z.string().optional(),
  progressDetail: z.object({ current: z.number().optional(), total: z.number().optional() }).nullish(),
  error: z.string().optional(),
  errorDetail: z.object({ message: z.string().optional() }).nullish(),
});
export type ProgressMessage = z.output<typeof Message>;

/**
 * Asks, and yields what the engine tells as it works, in the bunches it comes in. Leaving, and the signal, close the
 * connection, which is how an engine is told to stop.
 * @param question to be asked with the signal as `abortSignal`
 * @throws E_ENGINE_REFUSED in the engine's words for a failure among the messages; what `Engine.ask` throws; E_CANCELLED
 */
export async function* followProgress(
  engine: Engine,
  question: (docker: Docker) => Promise<NodeJS.ReadableStream>,
  signal: AbortSignal,
): AsyncGenerator<ProgressMessage[]> {
  try {
    const stream = await engine.ask(question);
    stream.setEncoding('utf8');
    const reader = createReader();
    for await (const chunk of stream) {
      const messages = reader(String(chunk));
      if (messages.length > 0) yield messages;
    }
    // The last message need not end with a line feed.
    const last = reader('\n');
    if (last.length > 0) yield last;
  } catch (cause) {
    if (signal.aborted) throw new SlipwayError('E_CANCELLED', 'the engine was told to stop', { cause });
    throw cause instanceof SlipwayError ? cause : engine.explain(cause);
  }
}

function createReader(): (chunk: string) => ProgressMessage[] {
  let messages: ProgressMessage[] = [];
  const split = createLineSplitter(
    MAX_MESSAGE_LENGTH,
    (line) => messages.push(parseProgress(line)),
    () => {
      throw new SlipwayError('E_ENGINE_REFUSED', 'the engine answered with a line that does not end');
    },
  );
  return (chunk) => {
    messages = [];
    split(chunk);
    return messages;
  };
}

/** @throws E_ENGINE_REFUSED if the message is a failure, or none at all */
export function parseProgress(line: string): ProgressMessage {
  let message;
  try {
    message = Message.parse(JSON.parse(line));
  } catch (cause) {
    throw new SlipwayError('E_ENGINE_REFUSED', 'the engine answered with something that is no message', {
      cause,
    });
  }
  const failure = message.errorDetail?.message ?? message.error;
  if (failure !== undefined) throw new SlipwayError('E_ENGINE_REFUSED', failure.trim());
  return message;
}
