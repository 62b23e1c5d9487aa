// Joins a program in a container to our terminal, or to our pipes.

import type { Readable, Writable } from 'node:stream';
import type { TerminalEvent } from '../../preload/contract/containers.ts';
import { decodeBytes, encodeBytes } from '../../preload/contract/bytes.ts';
import type { MachineName } from '../../preload/contract/ids.ts';
import type { Client } from './service.ts';

/** Our own standard streams, or a test's. */
export interface LocalStreams {
  stdin: Readable & { isTTY?: boolean; setRawMode?(raw: boolean): unknown };
  stdout: Writable & { isTTY?: boolean; rows?: number; columns?: number };
}

export interface ExecWishes {
  machine: MachineName;
  id: string;
  command: string[];
  user?: string;
}

/**
 * Passes bytes and window sizes until the program ends.
 * @param isInteractive whether what is typed, or comes by a pipe, goes to the program
 * @returns its exit code
 */
export async function runInContainer(
  containers: Client['containers'],
  wishes: ExecWishes,
  isInteractive: boolean,
  signal: AbortSignal,
  { stdin, stdout }: LocalStreams = process,
): Promise<number> {
  const isRaw = isInteractive && stdin.isTTY === true && stdout.isTTY === true;
  const size = () => ({ columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 });
  let session: string | undefined;
  let endInput: (() => void) | undefined;
  const resize = () => {
    if (session !== undefined) containers.resizeTerminal({ session, ...size() }).catch(() => {});
  };
  if (isRaw) {
    stdin.setRawMode?.(true);
    stdout.on('resize', resize);
  }
  try {
    for await (const event of containers.openTerminal({ ...wishes, ...size() }, signal)) {
      if (event.kind === 'opened') {
        session = event.session;
        if (isInteractive) endInput = passInput(containers, session, stdin);
      } else if (event.kind === 'ended') return event.exitCode ?? 1;
      else await write(stdout, bytesOf(event, isRaw));
    }
    return 1;
  } finally {
    endInput?.();
    // A stdin that still flows would keep the process alive.
    stdin.pause();
    if (isRaw) {
      stdin.setRawMode?.(false);
      stdout.off('resize', resize);
    }
  }
}

/** A program with a terminal ends its lines as terminals want them; a pipe wants them as they were. */
function bytesOf({ bytes }: Extract<TerminalEvent, { kind: 'output' }>, isRaw: boolean): Uint8Array {
  const decoded = decodeBytes(bytes);
  return isRaw ? decoded : decoded.filter((byte, at) => byte !== 0x0d || decoded[at + 1] !== 0x0a);
}

/** What a terminal reads as the end of its input; the first ends a line that has no end of its own. */
const END_OF_INPUT = Uint8Array.of(4, 4);

/** Passes what comes by stdin, each piece once the one before is taken. @returns what ends that */
function passInput(containers: Client['containers'], session: string, stdin: Readable): () => void {
  let isOver = false;
  const send = async (bytes: Uint8Array) => {
    // Once the program has ended there is nobody to tell; the stream of its output says how it ended.
    await containers.writeTerminal({ session, bytes: encodeBytes(bytes) }).catch(() => {});
  };
  const onData = (chunk: Buffer) => {
    stdin.pause();
    void send(chunk).then(() => (isOver ? undefined : stdin.resume()));
  };
  const onEnd = () => void send(END_OF_INPUT);
  stdin.on('data', onData).once('end', onEnd);
  return () => {
    isOver = true;
    stdin.off('data', onData).off('end', onEnd);
  };
}

async function write(stdout: Writable, bytes: Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => {
    stdout.write(bytes, () => resolve());
  });
}
