// The engine's answer to a build: JSON messages, among them BuildKit's account of its steps, and perhaps a failure.

import type { Readable } from 'node:stream';
import { z } from 'zod';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { createLineSplitter } from '../../../preload/rpc/lines.ts';
import { decodeStatus, type Status } from './status.ts';

/** A warning brings its whole Dockerfile along. */
const MAX_MESSAGE_LENGTH = 64 * 1024 * 1024;

/** Source: moby's pkg/jsonmessage, and builder/builder-next. */
const Message = z.object({
  id: z.string().optional(),
  aux: z.unknown().optional(),
  stream: z.string().optional(),
  status: z.string().optional(),
  progressDetail: z.object({ current: z.number().optional(), total: z.number().optional() }).nullish(),
  error: z.string().optional(),
  errorDetail: z.object({ code: z.number().optional(), message: z.string().optional() }).nullish(),
});

const ImageId = z.object({ ID: z.string() });

export type BuildMessage =
  | { kind: 'status'; status: Status }
  /** What the classic builder prints. */
  | { kind: 'text'; text: string }
  /** Of a layer that the classic builder pulls. */
  | { kind: 'layer'; id: string; text: string; doneBytes?: number; totalBytes?: number }
  | { kind: 'image'; id: string }
  | { kind: 'failure'; message: string; exitCode?: number };

/** In the bunches they come in. @throws E_ENGINE_REFUSED for what is no message; as the stream does */
export async function* buildMessages(answer: Readable): AsyncGenerator<BuildMessage[]> {
  let messages: BuildMessage[] = [];
  const split = createLineSplitter(
    MAX_MESSAGE_LENGTH,
    (line) => {
      const message = messageOf(line);
      if (message !== undefined) messages.push(message);
    },
    () => {
      throw new SlipwayError('E_ENGINE_REFUSED', 'the engine answered with a line that does not end');
    },
  );
  answer.setEncoding('utf8');
  for await (const chunk of answer) {
    split(String(chunk));
    if (messages.length > 0) yield messages;
    messages = [];
  }
  split('\n');
  if (messages.length > 0) yield messages;
}

function messageOf(line: string): BuildMessage | undefined {
  const message = parse(line);
  const { id, aux, errorDetail, error, stream, status, progressDetail } = message;
  const failure = errorDetail?.message ?? error;
  if (failure !== undefined) {
    const exitCode = errorDetail?.code;
    return { kind: 'failure', message: failure.trim(), ...(exitCode === undefined ? {} : { exitCode }) };
  }
  if (id === 'moby.buildkit.trace') {
    return typeof aux === 'string'
      ? { kind: 'status', status: decodeStatus(Buffer.from(aux, 'base64')) }
      : undefined;
  }
  const image = ImageId.safeParse(aux);
  if (image.success) return { kind: 'image', id: image.data.ID };
  if (stream !== undefined) return { kind: 'text', text: stream };
  if (status === undefined) return undefined;
  const { current, total } = progressDetail ?? {};
  return {
    kind: 'layer',
    id: id ?? '',
    text: status,
    ...(current === undefined ? {} : { doneBytes: current }),
    ...(total === undefined ? {} : { totalBytes: total }),
  };
}

function parse(line: string): z.output<typeof Message> {
  try {
    return Message.parse(JSON.parse(line));
  } catch (cause) {
    throw new SlipwayError('E_ENGINE_REFUSED', 'the engine answered with something that is no message', {
      cause,
    });
  }
}
