// Takes the engine's log stream apart: frames of eight bytes and a payload, or the bare bytes of a terminal.

import { SlipwayError } from '../../../preload/contract/errors.ts';

/** 1 is stdout, 2 stderr, 3 the engine's own words about a log it cannot read; 0, stdin, is never seen in logs. */
export type FrameStream = 0 | 1 | 2 | 3;

/**
 * Told a part of a frame's payload: `chunk[start..end)`. A long frame comes in several, only the first one of which
 * `isFirst`; the first holds at least FIRST_BYTES, or all that the frame has.
 */
export type OnPart = (
  stream: FrameStream,
  chunk: Buffer,
  start: number,
  end: number,
  isFirst: boolean,
) => void;

const HEADER_BYTES = 8;
/** A time and its blank have to be seen together: 36 bytes with an offset. */
const FIRST_BYTES = 40;

/**
 * Cuts the stream of a container without a terminal. Keeps less than 48 bytes between two chunks.
 * Source: https://docs.docker.com/reference/api/engine/version/v1.45/#tag/Container/operation/ContainerAttach
 * @returns what to call with each chunk; it throws E_ENGINE_REFUSED at a header that is none
 */
export function createFrameSplitter(onPart: OnPart): (chunk: Buffer) => void {
  let kept: Buffer | undefined;
  let stream: FrameStream = 1;
  let missing = 0;
  return (incoming) => {
    const chunk = kept === undefined ? incoming : Buffer.concat([kept, incoming]);
    kept = undefined;
    let at = 0;
    if (missing > 0) {
      at = Math.min(missing, chunk.length);
      missing -= at;
      onPart(stream, chunk, 0, at, false);
    }
    while (at < chunk.length) {
      const here = chunk.length - at;
      const size = here < HEADER_BYTES ? 0 : chunk.readUInt32BE(at + 4);
      if (here < HEADER_BYTES + Math.min(size, FIRST_BYTES)) {
        kept = Buffer.from(chunk.subarray(at));
        return;
      }
      stream = streamOf(chunk, at);
      const start = at + HEADER_BYTES;
      at = Math.min(start + size, chunk.length);
      missing = start + size - at;
      onPart(stream, chunk, start, at, true);
    }
  };
}

function streamOf(chunk: Buffer, at: number): FrameStream {
  const kind = chunk[at];
  // Three zeros follow the kind: anything else means that we have lost the thread, and all that comes would be noise.
  if ((kind === 0 || kind === 1 || kind === 2 || kind === 3) && chunk.readUIntBE(at + 1, 3) === 0)
    return kind;
  throw new SlipwayError(
    'E_ENGINE_REFUSED',
    'the log that the engine sends is not in the form it should have',
  );
}
