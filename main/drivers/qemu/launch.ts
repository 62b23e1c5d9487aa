// Starts a QEMU process and waits until it answers on its control socket, or says in its own words why it cannot.

import { once } from 'node:events';
import { open, rm, stat } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { spawnDetached, type DetachedProcess } from '../../lib/exec.ts';
import { errnoOf } from '../../lib/files.ts';
import { identify, killIfSame, type ProcessIdentity } from '../../lib/process-identity.ts';
import { diskInUse, isLockComplaint } from './disk-holder.ts';
import { portBusy } from './forwards.ts';
import { connectQmp, type QmpClient, type QmpOptions } from './qmp.ts';

/** QEMU makes even a large machine within a second; only a starved host needs more. */
const LAUNCH_TIMEOUT_MS = 30_000;
/** Sockets and logs that QEMU makes are for this user alone. */
const PRIVATE_UMASK = 0o077;
const POLL_MS = 10;
const LAST_WORDS_MS = 1_000;
/** What a failing QEMU prints fits in a few lines. */
const OUTPUT_BYTES = 8_192;

export interface Launch {
  /** Full path of the emulator. */
  binary: string;
  args: readonly string[];
  qmpSocket: string;
  /** Takes what QEMU prints, appended. */
  qemuLog: string;
  /** Named when its lock is the cause of a failure. */
  dataDisk?: string;
  onEvent: NonNullable<QmpOptions['onEvent']>;
  timeoutMs?: number;
}

export interface LaunchedQemu {
  child: DetachedProcess;
  identity: ProcessIdentity;
  qmp: QmpClient;
}

/**
 * Starts QEMU in a session of its own.
 * @throws E_CONFLICT if a VM answers on the control socket already; E_DISK_IN_USE, E_PORT_BUSY, or E_QEMU_FAILED with
 *   QEMU's own last lines if it ends instead of answering
 */
export async function launchQemu(launch: Launch): Promise<LaunchedQemu> {
  await clearSocket(launch.qmpSocket);
  const logStart = await sizeOf(launch.qemuLog);
  const child = await spawnDetached(launch.binary, launch.args, {
    logFile: launch.qemuLog,
    // A VM lives long: it must not hold the folder, or the disk, that some command happened to be called in.
    cwd: '/',
    umask: PRIVATE_UMASK,
  });
  const identity = await identify(child.pid);
  try {
    const qmp = await untilItAnswers(launch, child);
    if (identity === undefined) throw new SlipwayError('E_QEMU_FAILED', 'QEMU ended at once');
    return { child, identity, qmp };
  } catch (failure) {
    const ended = await endsWithin(child.exited, hasClosed(failure) ? LAST_WORDS_MS : 0);
    if (!ended && identity !== undefined) await killIfSame(identity, 'SIGKILL');
    await child.exited;
    const printed = await readFrom(launch.qemuLog, logStart);
    throw await explainFailure(launch, printed, ended, failure);
  }
}

/** Whether a process ends by itself in that time. */
export async function endsWithin(exited: Promise<unknown>, ms: number): Promise<boolean> {
  const patience = new AbortController();
  const late = sleep(ms, false, { signal: patience.signal }).catch(() => false);
  const ended = await Promise.race([exited.then(() => true), late]);
  patience.abort();
  return ended;
}

/**
 * QEMU replaces a socket without a word, even one that a running VM listens on: it would be lost to everybody.
 * @throws E_CONFLICT if somebody listens there
 */
async function clearSocket(path: string): Promise<void> {
  if (await isListenedOn(path)) {
    throw new SlipwayError('E_CONFLICT', `a VM runs already: it answers on ${path}`, {
      hint: 'Stop it first.',
    });
  }
  await rm(path, { force: true });
}

async function isListenedOn(path: string): Promise<boolean> {
  const socket = createConnection(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch (failure) {
    return !isNobodyListening(failure);
  } finally {
    socket.destroy();
  }
}

async function untilItAnswers(launch: Launch, child: DetachedProcess): Promise<QmpClient> {
  const { timeoutMs = LAUNCH_TIMEOUT_MS } = launch;
  const giveUpAt = performance.now() + timeoutMs;
  const ended = new AbortController();
  void child.exited.then(() => ended.abort());
  for (;;) {
    const leftMs = giveUpAt - performance.now();
    if (leftMs <= 0) throw new SlipwayError('E_TIMED_OUT', `QEMU did not listen within ${timeoutMs} ms`);
    try {
      return await connectQmp(launch.qmpSocket, { onEvent: launch.onEvent, greetingTimeoutMs: leftMs });
    } catch (failure) {
      if (!isNobodyListening(failure)) throw failure;
    }
    await sleep(POLL_MS, undefined, { signal: ended.signal });
  }
}

function isNobodyListening(failure: unknown): boolean {
  return ['ENOENT', 'ECONNREFUSED'].includes(errnoOf(failure) ?? '');
}

/** A QEMU that closed its socket is about to end; one that is merely late would go on for ever. */
function hasClosed(failure: unknown): boolean {
  return failure instanceof SlipwayError && failure.code === 'E_QEMU_FAILED';
}

async function explainFailure(
  launch: Launch,
  printed: string,
  ended: boolean,
  cause: unknown,
): Promise<SlipwayError> {
  if (launch.dataDisk !== undefined && isLockComplaint(printed)) return diskInUse(launch.dataDisk);
  const busy = portBusy(printed);
  if (busy !== undefined) return busy;
  const why = printed.trim().split('\n').slice(-20).join('\n') || 'it printed nothing';
  const what = ended ? 'ended instead of starting the VM' : 'did not answer on its control socket';
  return new SlipwayError('E_QEMU_FAILED', `QEMU ${what}: ${why}`, {
    hint: `Everything it said is in ${launch.qemuLog}.`,
    cause,
  });
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** The end of what was added to a log since it had `start` bytes. */
async function readFrom(path: string, start: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(start, size - OUTPUT_BYTES);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(OUTPUT_BYTES), position: from });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
