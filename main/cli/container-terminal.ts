// Joins a program in a container to our terminal, or to our pipes.

import type { Readable, Writable } from 'node:stream';
import type { RunEvent } from '../../preload/contract/containers.ts';
import { decodeBytes, encodeBytes } from '../../preload/contract/bytes.ts';
import type { Client } from './service.ts';

/** Our own standard streams, or a test's. */
export interface LocalStreams {
  stdin: Readable & { isTTY?: boolean; setRawMode?(raw: boolean): unknown };
  stdout: Writable & { isTTY?: boolean; rows?: number; columns?: number };
  stderr: Writable;
}

/** What of ours a program is given: docker's -i and -t. */
export interface Joint {
  interactive: boolean;
  tty: boolean;
}

interface Size {
  columns: number;
  rows: number;
}

export type Joined = { kind: 'ended'; exitCode: number } | { kind: 'detached' };

/** A terminal in a container is of use only where there is one at both of our ends; a pipe gets the bytes as they are. */
export function jointOf(asked: Joint, { stdin, stdout }: LocalStreams = process): Joint {
  return { ...asked, tty: asked.tty && stdin.isTTY === true && stdout.isTTY === true };
}

/**
 * Passes bytes and window sizes until the program ends, or its terminal is left by Ctrl-P Ctrl-Q.
 * @param open is given the size of our terminal
 * @param mayDetach whether the program goes on when it is left
 */
export async function joinProgram(
  containers: Client['containers'],
  { interactive, tty }: Joint,
  open: (size: Size, leaving: AbortSignal) => AsyncIterable<RunEvent>,
  { mayDetach = false, onMade }: { mayDetach?: boolean; onMade?: (made: Made) => void } = {},
  { stdin, stdout, stderr }: LocalStreams = process,
): Promise<Joined> {
  const leaving = new AbortController();
  const isRaw = interactive && tty;
  const size = () => ({ columns: lengthOf(stdout.columns, 80), rows: lengthOf(stdout.rows, 24) });
  let session: string | undefined;
  let endInput: (() => void) | undefined;
  const resize = () => {
    if (session !== undefined) containers.resizeTerminal({ session, ...size() }).catch(() => {});
  };
  const detach = isRaw && mayDetach ? () => leaving.abort() : undefined;
  if (isRaw) stdin.setRawMode?.(true);
  if (tty) stdout.on('resize', resize);
  try {
    for await (const event of open(size(), leaving.signal)) {
      if (event.kind === 'ended') return { kind: 'ended', exitCode: event.exitCode ?? 1 };
      if (event.kind === 'made') onMade?.(event);
      else if (event.kind === 'output')
        await write(event.isError === true ? stderr : stdout, decodeBytes(event.bytes));
      else {
        session = event.session;
        if (interactive) endInput = passInput(containers, session, stdin, detach);
      }
    }
  } catch (thrown) {
    if (!leaving.signal.aborted) throw thrown;
  } finally {
    endInput?.();
    // A stdin that still flows would keep the process alive.
    stdin.pause();
    if (isRaw) stdin.setRawMode?.(false);
    stdout.off('resize', resize);
  }
  return leaving.signal.aborted ? { kind: 'detached' } : { kind: 'ended', exitCode: 1 };
}

/** A terminal may not know its own size: a serial line, one that a script made. */
function lengthOf(told: number | undefined, usual: number): number {
  return told === undefined || told < 1 ? usual : Math.min(told, 1000);
}

export type Made = Extract<RunEvent, { kind: 'made' }>;

/** Ctrl-P, then Ctrl-Q. */
const DETACH_KEYS = [0x10, 0x11] as const;

/**
 * Passes what comes by stdin, each piece once the one before is taken, and its end.
 * @param detach called in place of passing Ctrl-Q after Ctrl-P
 * @returns what ends that
 */
function passInput(
  containers: Client['containers'],
  session: string,
  stdin: Readable,
  detach: (() => void) | undefined,
): () => void {
  let isOver = false;
  let before: number | undefined;
  // Once the program has ended there is nobody to tell; the stream of its output says how it ended.
  const send = (bytes: Uint8Array) =>
    containers.writeTerminal({ session, bytes: encodeBytes(bytes) }).catch(() => {});
  const onData = (chunk: Buffer) => {
    const isLeft = chunk.some((byte, at) => {
      const last = at === 0 ? before : chunk[at - 1];
      return last === DETACH_KEYS[0] && byte === DETACH_KEYS[1];
    });
    before = chunk.at(-1);
    if (isLeft && detach !== undefined) return detach();
    stdin.pause();
    void send(chunk).then(() => (isOver ? undefined : stdin.resume()));
  };
  const onEnd = () => void containers.endInput({ session }).catch(() => {});
  stdin.on('data', onData).once('end', onEnd);
  return () => {
    isOver = true;
    stdin.off('data', onData).off('end', onEnd);
  };
}

async function write(stream: Writable, bytes: Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => {
    stream.write(bytes, () => resolve());
  });
}
