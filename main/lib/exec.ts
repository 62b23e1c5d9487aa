// Runs other programs: argument lists, never shell strings; a deadline; exit codes the caller expects.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { SlipwayError } from '../../preload/contract/errors.ts';

export interface RunOptions {
  cwd?: string;
  /** Variables on top of a small inherited set: a tool never sees our whole environment. */
  env?: Readonly<Record<string, string>>;
  /** What the tool reads on its standard input; nothing by default. */
  input?: string | Uint8Array;
  timeoutMs?: number;
  /** Exit codes that are answers, not failures. */
  expect?: readonly number[];
  signal?: AbortSignal;
}

export interface RunResult {
  code: number;
  stdout: string;
  stderr: string;
}

/** LD_PRELOAD and its kin stay behind; proxies and locale go along, since apt and ssh need them. */
const INHERITED =
  /^(PATH|HOME|USER|LOGNAME|TMPDIR|LANG|LC_\w+|XDG_\w+|TERM|SSL_CERT_\w+|(https?|no|all)_proxy)$/i;

/** The part of our environment that a tool may see. */
export function toolEnvironment(env: NodeJS.ProcessEnv, extra: Readonly<Record<string, string>> = {}) {
  const kept = Object.entries(env).filter(([name]) => INHERITED.test(name));
  return { ...Object.fromEntries(kept), ...extra };
}

/**
 * Runs a tool to its end and collects what it prints.
 * @throws E_TOOL_MISSING if it is not on PATH, E_TIMED_OUT past `timeoutMs` (the tool is killed), E_CANCELLED on the
 *   signal, E_TOOL_FAILED for an exit code that is not in `expect` (default: only 0), with its last lines.
 */
export async function run(
  tool: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  const { timeoutMs, signal, expect = [0] } = options;
  const deadline = timeoutMs === undefined ? [] : [AbortSignal.timeout(timeoutMs)];
  const stop = AbortSignal.any([...deadline, ...(signal === undefined ? [] : [signal])]);
  const child = spawn(tool, args, {
    cwd: options.cwd,
    env: toolEnvironment(process.env, options.env),
    stdio: ['pipe', 'pipe', 'pipe'],
    signal: stop,
    killSignal: 'SIGKILL',
  });
  // A tool that ends without reading its input breaks the pipe; its exit code tells the story.
  child.stdin.on('error', () => {}).end(options.input);
  const [stdout, stderr, code] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (status) => resolve(status ?? -1));
    }),
  ]).catch((cause: NodeJS.ErrnoException) => {
    throw explain(tool, cause, signal?.aborted === true, timeoutMs);
  });
  if (!expect.includes(code)) {
    throw new SlipwayError('E_TOOL_FAILED', `${tool} ended with ${code}: ${lastLines(stderr || stdout)}`);
  }
  return { code, stdout, stderr };
}

export interface StartedTool {
  stdin: Writable;
  stdout: Readable;
  /** Settles when it has ended by itself. @throws as `run` does */
  ended: Promise<void>;
  /** Ends it now. */
  stop(): void;
}

/** Starts a tool that is spoken to while it runs; what it writes is read as fast as the reader likes. */
export function startTool(
  tool: string,
  args: readonly string[],
  { cwd, env }: Pick<RunOptions, 'cwd' | 'env'> = {},
): StartedTool {
  const child = spawn(tool, args, {
    cwd,
    env: toolEnvironment(process.env, env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {});
  const said = collect(child.stderr);
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (cause: NodeJS.ErrnoException) => reject(explain(tool, cause, false)));
    child.once('close', (status) => resolve(status ?? -1));
  }).then(async (code) => {
    if (code === 0) return;
    throw new SlipwayError('E_TOOL_FAILED', `${tool} ended with ${code}: ${lastLines(await said)}`);
  });
  // Whoever stops it, or reads to the end, need not ask how it ended.
  ended.catch(() => {});
  return { stdin: child.stdin, stdout: child.stdout, ended, stop: () => void child.kill('SIGKILL') };
}

/** How a process ended: its exit code, or the signal that ended it. */
export interface ProcessEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface DetachedProcess {
  pid: number;
  /** How it ended; only its parent learns that. */
  exited: Promise<ProcessEnd>;
  /** Lets us end before it does; until then Node waits for it. */
  release(): void;
}

/**
 * Starts a tool in a session of its own: it outlives us and hears no signal of our terminal. It reads nothing.
 * @param options.logFile takes what it prints, appended; 0600 if it is new
 * @param options.umask of the tool, so that its sockets and files can be private from birth
 * @throws E_TOOL_MISSING if it is not on PATH, E_TOOL_FAILED if it cannot be run
 */
export async function spawnDetached(
  tool: string,
  args: readonly string[],
  options: { logFile: string; cwd?: string; env?: Readonly<Record<string, string>>; umask?: number },
): Promise<DetachedProcess> {
  const log = await open(options.logFile, 'a', 0o600);
  try {
    const child = withUmask(options.umask, () =>
      spawn(tool, args, {
        cwd: options.cwd,
        env: toolEnvironment(process.env, options.env),
        stdio: ['ignore', log.fd, log.fd],
        detached: true,
      }),
    );
    const exited = new Promise<ProcessEnd>((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    await once(child, 'spawn').catch((cause: NodeJS.ErrnoException) => {
      throw explain(tool, cause, false);
    });
    if (child.pid === undefined) throw new SlipwayError('E_TOOL_FAILED', `${tool} was started without a pid`);
    return { pid: child.pid, exited, release: () => child.unref() };
  } finally {
    await log.close();
  }
}

/** The umask belongs to the whole process, so it is put back before anything else of ours can run. */
function withUmask<T>(umask: number | undefined, act: () => T): T {
  if (umask === undefined) return act();
  const before = process.umask(umask);
  try {
    return act();
  } finally {
    process.umask(before);
  }
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  stream.setEncoding('utf8');
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

function explain(tool: string, cause: NodeJS.ErrnoException, cancelled: boolean, timeoutMs?: number) {
  if (cause.code === 'ENOENT') {
    return new SlipwayError('E_TOOL_MISSING', `${tool} was not found on PATH`, { cause });
  }
  if (cause.code === 'ABORT_ERR') {
    return cancelled
      ? new SlipwayError('E_CANCELLED', `${tool} was cancelled`, { cause })
      : new SlipwayError('E_TIMED_OUT', `${tool} did not end within ${timeoutMs} ms`, { cause });
  }
  return new SlipwayError('E_TOOL_FAILED', `${tool} could not be run: ${cause.message}`, { cause });
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-5).join('\n') || 'it printed nothing';
}
