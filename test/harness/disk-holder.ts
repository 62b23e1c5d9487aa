// Another program that holds a disk: qemu-io, waiting at its prompt.

import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** @returns its pid, and how it lets go */
export async function holdDisk(path: string): Promise<{ pid: number; letGo(): Promise<void> }> {
  const holder = spawn('qemu-io', ['-f', 'qcow2', path], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(holder, 'exit');
  // Its prompt says that it has the disk; until its standard input ends, it waits there for a command.
  const [said] = (await once(holder.stdout, 'data')) as [Buffer];
  if (!said.toString().includes('qemu-io>') || holder.pid === undefined)
    throw new Error(`qemu-io says ${said.toString()}`);
  return {
    pid: holder.pid,
    letGo: async () => {
      holder.stdin.end();
      await ended;
    },
  };
}
