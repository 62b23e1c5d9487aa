// What a program writes, as it comes: of a terminal as one, else its output and its errors apart.

import { SlipwayError } from '../../../preload/contract/errors.ts';
import { createFrameSplitter } from '../../engine/containers/log-frames.ts';
import type { Terminal } from '../../engine/containers/terminal.ts';

/** Bytes of output in one event. */
const PIECE_BYTES = 64 * 1024;

export interface Output {
  bytes: Buffer;
  isError: boolean;
}

/**
 * The socket is read no faster than this is; it ends by the signal without a word.
 * @throws E_ENGINE_UNREACHABLE where the connection breaks
 */
export async function* outputOf(
  { socket, isTty }: Pick<Terminal, 'socket' | 'isTty'>,
  signal: AbortSignal,
): AsyncGenerator<Output> {
  const apart = isTty ? (chunk: Buffer) => [{ bytes: chunk, isError: false }] : frameReader();
  try {
    for await (const chunk of socket)
      if (Buffer.isBuffer(chunk)) for (const part of apart(chunk)) yield* piecesOf(part);
  } catch (cause) {
    if (signal.aborted) return;
    if (cause instanceof SlipwayError) throw cause;
    throw new SlipwayError('E_ENGINE_UNREACHABLE', 'the connection to the terminal is lost', { cause });
  }
}

function frameReader(): (chunk: Buffer) => Output[] {
  let parts: Output[] = [];
  const split = createFrameSplitter((stream, chunk, start, end) => {
    // What the engine itself has to say goes to the errors.
    parts.push({ bytes: chunk.subarray(start, end), isError: stream > 1 });
  });
  return (chunk) => {
    parts = [];
    split(chunk);
    return parts;
  };
}

function* piecesOf({ bytes, isError }: Output): Generator<Output> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES)
    yield { bytes: bytes.subarray(at, at + PIECE_BYTES), isError };
}
