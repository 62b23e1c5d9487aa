// The only importer of node-ssh: commands, files and a shell in the guest, once its host key has proved to be ours.

import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { NodeSSH } from 'node-ssh';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { quoteForSh } from '../lib/quote.ts';
import {
  exitOf,
  joinStreams,
  wantedTerminal,
  type LocalStreams,
  type RemoteChannel,
  type RemoteProgram,
} from './interactive.ts';
import { sshFiles, type SshPaths } from './keys.ts';

export interface SshOptions {
  /** The forwarded port of 127.0.0.1. */
  port: number;
  paths: SshPaths;
  /** From the first packet to a usable connection; 10 seconds unless said otherwise. */
  timeoutMs?: number;
}

export interface RemoteResult {
  /** The exit code; 128 and the signal's number for a command that a signal ended. */
  code: number;
  stdout: string;
  stderr: string;
}

/** A program in the guest whose input and output are for somebody else to move. */
export interface RemoteStreams {
  /** To be ended by whoever writes to it, or at once. */
  stdin: Writable;
  /** To be read to its end, or `close` called. It also ends with a lost connection: only `ended` tells. */
  stdout: Readable;
  /** @throws E_SSH_FAILED if the connection is lost first */
  ended: Promise<{ code: number; stderr: string }>;
  /** Hangs up. */
  close(): void;
}

export interface SshConnection {
  /** Runs a program with these very arguments. @throws E_SSH_FAILED if the connection is lost */
  run(argv: readonly string[], options?: { stdin?: string | Uint8Array }): Promise<RemoteResult>;
  /**
   * Joins a program, or root's login shell if none is given, to our terminal or pipes; ends with its exit code.
   * @throws E_SSH_FAILED if the connection is lost
   */
  runInteractive(argv?: readonly string[], streams?: LocalStreams): Promise<number>;
  /** The lines that a program writes, as it writes them; whoever leaves hangs up. Ends with the program, or the connection. */
  lines(argv: readonly string[]): AsyncGenerator<string>;
  /** Starts a program with these very arguments; with back-pressure both ways. @throws E_SSH_FAILED */
  open(argv: readonly string[]): Promise<RemoteStreams>;
  /** Replaces a file as a whole; its folder has to be there. @throws E_SSH_FAILED naming the path and the guest's words */
  putFile(data: string | Uint8Array, remotePath: string, mode: number): Promise<void>;
  dispose(): void;
}

const MAX_WORDS = 4096;

/** Written aside, counted (a lost connection ends `cat` without an error), renamed. */
const PUT_SCRIPT =
  'umask 077 && cat >"$1.new" && [ "$(wc -c <"$1.new")" -eq "$3" ] && chmod "$2" "$1.new" && mv -f "$1.new" "$1"';

/**
 * Connects as root with the machine's key, and no other way in.
 * @throws E_SSH_HOST_KEY before any authentication if another host key is shown, E_TIMED_OUT, E_SSH_FAILED
 */
export async function connectSsh({ port, paths, timeoutMs = 10_000 }: SshOptions): Promise<SshConnection> {
  const files = sshFiles(paths);
  const [privateKey, hostLine] = await Promise.all([
    readFile(files.clientKey, 'utf8'),
    readFile(files.hostPublic, 'utf8'),
  ]).catch((cause: unknown) => {
    throw new SlipwayError('E_SSH_FAILED', `the machine's SSH keys in ${paths.ssh} cannot be read`, {
      hint: 'They are made when the machine starts: slipway up',
      cause,
    });
  });
  const pinned = Buffer.from(hostLine.split(' ')[1] ?? '', 'base64');
  const ssh = new NodeSSH();
  let isImpostor = false;
  await ssh
    .connect({
      host: '127.0.0.1',
      port,
      username: 'root',
      privateKey,
      authHandler: ['publickey'],
      readyTimeout: timeoutMs,
      keepaliveInterval: 15_000,
      keepaliveCountMax: 3,
      algorithms: { serverHostKey: ['ssh-ed25519'] },
      hostVerifier: (shown: Buffer) => {
        isImpostor = !shown.equals(pinned);
        return !isImpostor;
      },
    })
    .catch((cause: Error & { level?: string }) => {
      throw explain(cause, port, isImpostor);
    });
  // Without a listener a reset connection would end our process; what was under way fails by its channel's close.
  ssh.connection?.on('error', () => {});
  return overConnection(ssh);
}

function overConnection(ssh: NodeSSH): SshConnection {
  const run: SshConnection['run'] = async (argv, { stdin } = {}) => {
    const { channel, ended } = await start(ssh, argv);
    const results = Promise.all([ended, text(channel), text(channel.stderr)]);
    channel.end(stdin ?? '');
    const [code, stdout, stderr] = await results;
    return { code, stdout, stderr };
  };
  return {
    run,
    async runInteractive(argv, streams = process) {
      const terminal = wantedTerminal(streams);
      return joinStreams(await start(ssh, argv, terminal), streams, terminal !== undefined);
    },
    async *lines(argv) {
      const { channel, ended } = await start(ssh, argv);
      // How it ended does not matter to who reads its lines; whoever leaves ends it without an exit code.
      ended.catch(() => {});
      try {
        yield* createInterface({ input: channel, crlfDelay: Number.POSITIVE_INFINITY });
      } finally {
        channel.close();
      }
    },
    open: (argv) => openStreams(ssh, argv),
    async putFile(data, remotePath, mode) {
      const argv = [
        'sh',
        '-c',
        PUT_SCRIPT,
        'sh',
        remotePath,
        mode.toString(8),
        String(Buffer.byteLength(data)),
      ];
      const { code, stderr } = await run(argv, { stdin: data });
      if (code === 0) return;
      throw new SlipwayError(
        'E_SSH_FAILED',
        `the guest could not write ${remotePath}: ${stderr.trim() || `exit code ${code}`}`,
      );
    },
    dispose: () => ssh.dispose(),
  };
}

async function openStreams(ssh: NodeSSH, argv: readonly string[]): Promise<RemoteStreams> {
  const { channel, ended } = await start(ssh, argv);
  const finished = Promise.all([ended, lastWords(channel.stderr)]).then(([code, stderr]) => ({
    code,
    stderr,
  }));
  // Somebody may leave before they ask how it ended.
  finished.catch(() => {});
  return { stdin: channel, stdout: channel, ended: finished, close: () => channel.close() };
}

/** What a program complained of last; one line for each of a million files is not kept. */
async function lastWords(stderr: Readable): Promise<string> {
  let words = '';
  for await (const chunk of stderr.setEncoding('utf8')) words = (words + String(chunk)).slice(-MAX_WORDS);
  return words;
}

async function start(
  { connection }: NodeSSH,
  argv?: readonly string[],
  terminal?: ReturnType<typeof wantedTerminal>,
): Promise<RemoteProgram> {
  return new Promise((resolve, reject) => {
    const opened = (error: Error | undefined, channel: RemoteChannel) => {
      if (error === undefined) resolve({ channel, ended: exitOf(channel) });
      else reject(lost(error));
    };
    if (connection === null) {
      reject(lost());
    } else if (argv === undefined) {
      connection.shell(terminal ?? false, opened);
    } else {
      const command = argv.map(quoteForSh).join(' ');
      connection.exec(command, terminal === undefined ? {} : { pty: terminal }, opened);
    }
  });
}

function lost(cause?: Error) {
  return new SlipwayError('E_SSH_FAILED', `the SSH connection is lost${cause ? `: ${cause.message}` : ''}`, {
    cause,
  });
}

function explain(cause: Error & { level?: string }, port: number, isImpostor: boolean): SlipwayError {
  const where = `127.0.0.1:${port}`;
  if (isImpostor || cause.message.includes('no matching host key format')) {
    return new SlipwayError('E_SSH_HOST_KEY', `SSH host key mismatch on ${where}`, {
      hint: 'Something other than this machine answers there; no key was offered to it. Restart: slipway restart',
      cause,
    });
  }
  switch (cause.level) {
    case 'client-timeout':
      return new SlipwayError('E_TIMED_OUT', `the guest did not answer SSH on ${where} in time`, { cause });
    case 'client-authentication':
      return new SlipwayError('E_SSH_FAILED', `the guest on ${where} does not accept the machine's SSH key`, {
        hint: 'It gets the key when it starts: slipway restart',
        cause,
      });
    default:
      return new SlipwayError('E_SSH_FAILED', `no SSH connection to ${where}: ${cause.message}`, {
        hint: 'Is the machine running? slipway status',
        cause,
      });
  }
}
