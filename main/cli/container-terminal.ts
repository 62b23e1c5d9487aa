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
        if (isInteractive) void passInput(containers, session, stdin);
      } else if (event.kind === 'ended') return event.exitCode ?? 1;
      else await write(stdout, bytesOf(event, isRaw));
    }
    return 1;
  } finally {
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

/** What a terminal reads as the end of its input. */
const END_OF_INPUT = Uint8Array.of(4);

async function passInput(containers: Client['containers'], session: string, stdin: Readable): Promise<void> {
  try {
    for await (const chunk of stdin) {
      await containers.writeTerminal({ session, bytes: encodeBytes(Buffer.from(chunk)) });
    }
    await containers.writeTerminal({ session, bytes: encodeBytes(END_OF_INPUT) });
  } catch {
    // The program has ended, and its terminal with it: the stream of its output says how.
  }
}

async function write(stdout: Writable, bytes: Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => {
    stdout.write(bytes, () => resolve());
  });
}
