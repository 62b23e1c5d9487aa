// Joins a remote shell or command to the terminal, or to the pipes, that a person runs us in.

import { constants } from 'node:os';
import type { Duplex, Readable, Writable } from 'node:stream';
import { SlipwayError } from '../../preload/contract/errors.ts';

/** What of an SSH channel is used here; ssh2's ClientChannel fits. */
export interface RemoteChannel extends Duplex {
  stderr: Readable;
  setWindow(rows: number, columns: number, height: number, width: number): void;
  signal(name: string): void;
  close(): void;
}

/** A program in the guest, and how it ends: see exitOf. */
export interface RemoteProgram {
  channel: RemoteChannel;
  ended: Promise<number>;
}

/** The local side: our own standard streams, or a test's. */
export interface LocalStreams {
  stdin: Readable & { isTTY?: boolean; setRawMode?(raw: boolean): unknown };
  stdout: Writable & { isTTY?: boolean; rows?: number; columns?: number };
  stderr: Writable;
}

export interface WindowSize {
  rows: number;
  cols: number;
  term: string;
}

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The pseudo-terminal to ask the guest for; none unless a person both types and reads. */
export function wantedTerminal({ stdin, stdout }: LocalStreams, term = process.env['TERM']) {
  if (stdin.isTTY !== true || stdout.isTTY !== true) return undefined;
  return { rows: stdout.rows ?? 24, cols: stdout.columns ?? 80, term: term ?? 'vt100' } satisfies WindowSize;
}

/**
 * Passes bytes, window sizes and signals until the remote side ends.
 * @returns its exit code, or 128 and the signal's number
 * @throws E_SSH_FAILED if the connection was lost first
 */
export async function joinStreams(
  { channel, ended }: RemoteProgram,
  local: LocalStreams,
  hasTerminal: boolean,
): Promise<number> {
  const { stdin, stdout, stderr } = local;
  const resize = () => channel.setWindow(stdout.rows ?? 24, stdout.columns ?? 80, 0, 0);
  const passSignal = (signal: NodeJS.Signals) => channel.signal(signal.slice('SIG'.length));
  // Whoever read our output has left (`| head`): there is nobody to go on for.
  const leave = () => channel.close();
  if (hasTerminal) {
    stdin.setRawMode?.(true);
    stdout.on('resize', resize);
  }
  for (const signal of FORWARDED) process.on(signal, passSignal);
  stdout.on('error', leave);
  try {
    stdin.pipe(channel);
    channel.pipe(stdout, { end: false });
    channel.stderr.pipe(stderr, { end: false });
    const code = await ended;
    await Promise.all([flushed(stdout), flushed(stderr)]);
    return code;
  } finally {
    stdin.unpipe(channel);
    // A stdin that still flows would keep the process alive.
    stdin.pause();
    if (hasTerminal) stdin.setRawMode?.(false);
    stdout.off('resize', resize).off('error', leave);
    for (const signal of FORWARDED) process.off(signal, passSignal);
  }
}

/** A program that exits at once would cut what a pipe has not taken yet. */
async function flushed(stream: Writable): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

/**
 * How a channel's command ended, once all its output has arrived. To be called as the channel opens, before anything
 * is awaited: a quick command's exit code comes in the same packet as the news that it was started.
 * @throws E_SSH_FAILED if the connection was lost first
 */
export async function exitOf(channel: NodeJS.EventEmitter): Promise<number> {
  return new Promise((resolve, reject) => {
    let exit: number | undefined;
    channel.once('exit', (code: number | null, signal?: string) => {
      exit = code ?? 128 + signalNumber(signal);
    });
    channel.once('close', () => {
      if (exit !== undefined) resolve(exit);
      else reject(new SlipwayError('E_SSH_FAILED', 'the SSH connection was lost before the command ended'));
    });
  });
}

/** SSH says `TERM`, or `SIGTERM` as some servers do. */
function signalNumber(name = ''): number {
  const full = name.startsWith('SIG') ? name : `SIG${name}`;
  return (constants.signals as Partial<Record<string, number>>)[full] ?? 0;
}
