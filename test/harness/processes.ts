// Finds the processes of a machine among all of this computer's, and ends them as faults do.

import { readdir, readFile } from 'node:fs/promises';
import { run } from '../../main/lib/exec.ts';
import { identify } from '../../main/lib/process-identity.ts';
import type { MachinePaths } from '../../main/machine/paths.ts';
import { eventually } from './eventually.ts';

/** The VMs of a machine: more than one would be a catastrophe. */
export async function qemusOf({ runtime }: Pick<MachinePaths, 'runtime'>): Promise<number[]> {
  return processesWith((argv) => argv.includes(`path=${runtime.qmpSocket}`));
}

/** The supervisors of a machine; two of them live for a moment only. */
export async function supervisorsOf({ folder }: Pick<MachinePaths, 'folder'>): Promise<number[]> {
  const [, home, name] = /^(.*)\/machines\/([^/]+)$/s.exec(folder) ?? [];
  return processesWith((argv) => argv.includes('supervisor.mjs') && argv.endsWith(`\n${home}\n${name}`));
}

/** `kill -9`, and the process is gone. */
export async function kill(...pids: number[]): Promise<void> {
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  for (const pid of pids) await untilGone(pid);
}

export async function isAlive(pid: number): Promise<boolean> {
  return (await identify(pid)) !== undefined;
}

export async function untilGone(pid: number, withinMs = 10_000): Promise<void> {
  await eventually(`process ${pid} is gone`, withinMs, async () => !(await isAlive(pid)));
}

/** @param matches is given the words of a command line, a line each */
async function processesWith(matches: (argv: string) => boolean): Promise<number[]> {
  const found = process.platform === 'linux' ? await fromProc() : await fromPs();
  return found.filter(({ argv }) => matches(argv)).map(({ pid }) => pid);
}

interface Found {
  pid: number;
  argv: string;
}

async function fromProc(): Promise<Found[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry)).map(Number);
  return Promise.all(
    pids.map(async (pid) => {
      // A process that has just ended, or is a zombie, has no words.
      const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return { pid, argv: words.replace(/\0$/, '').replaceAll('\0', '\n') };
    }),
  );
}

/** `ps` does not tell where a word ends; our own words hold no blank but in odd homes. */
async function fromPs(): Promise<Found[]> {
  const { stdout } = await run('ps', ['-axo', 'pid=,command=']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [, pid, command] = /^\s*(\d+) (.*)$/.exec(line) ?? [];
      return { pid: Number(pid), argv: (command ?? '').replaceAll(' ', '\n') };
    });
}
