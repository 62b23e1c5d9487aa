// Tells one process from another that got its number later, so that nothing is signalled by mistake.

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { run } from './exec.ts';

/** A process that cannot be mistaken for another one that got its number later. */
export const ProcessIdentity = z.strictObject({
  pid: z.int().positive(),
  /** Linux: field 22 of /proc/PID/stat, in clock ticks since boot; macOS: `ps -o lstart`. */
  startedAt: z.string().min(1),
  /** The host's boot; a pid says nothing after a reboot. */
  bootId: z.string().min(1),
});
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

/** Who runs under this number now; undefined for nobody, or for a process that has ended and only waits to be reaped. */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  const [startedAt, bootId] = await Promise.all([startOf(pid), hostBootId()]);
  return startedAt === undefined ? undefined : { pid, startedAt, bootId };
}

/** Whether that very process still runs. */
export async function isSameProcess(identity: ProcessIdentity): Promise<boolean> {
  const now = await identify(identity.pid);
  return now !== undefined && now.startedAt === identity.startedAt && now.bootId === identity.bootId;
}

/** Signals that very process, and no other that has its number now. @returns whether it was there to be signalled */
export async function killIfSame(identity: ProcessIdentity, signal: NodeJS.Signals): Promise<boolean> {
  if (!(await isSameProcess(identity))) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch {
    return false;
  }
}

/** Names the time from the host's boot to its next one. */
export async function hostBootId(): Promise<string> {
  if (process.platform === 'linux') {
    return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  }
  // Not kern.boottime: it moves whenever the clock is set.
  const { stdout } = await run('sysctl', ['-n', 'kern.bootsessionuuid'], { timeoutMs: TOOL_TIMEOUT_MS });
  return stdout.trim();
}

const TOOL_TIMEOUT_MS = 5_000;

async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
    return stat === undefined ? undefined : parseProcStat(stat);
  }
  const ps = await run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    timeoutMs: TOOL_TIMEOUT_MS,
    env: { LC_ALL: 'C' },
    expect: [0, 1],
  });
  return parsePs(ps.stdout);
}

/**
 * Start time out of /proc/PID/stat (proc_pid_stat(5), field 22). Field 2 is the program's name in parentheses and may
 * itself hold spaces and parentheses, so fields are counted from the last `)`.
 */
export function parseProcStat(stat: string): string | undefined {
  const [state = '', ...rest] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .trim()
    .split(' ');
  return hasEnded(state) ? undefined : rest[18];
}

/** Start time out of `ps -o stat=,lstart=`: `Ss   Fri Jan  2 03:04:05 2026`. */
export function parsePs(stdout: string): string | undefined {
  const [state = '', ...started] = stdout.trim().split(/\s+/);
  return hasEnded(state) || started.length === 0 ? undefined : started.join(' ');
}

function hasEnded(state: string): boolean {
  return state === '' || state.startsWith('Z') || state.startsWith('X');
}
