// One VM process of the bench, stock or ours: both are started, measured and ended by the same lines.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { VmSpec } from '../../main/drivers/driver.ts';
import type { QemuCommand } from '../../main/drivers/qemu/args.ts';
import { endsWithin, launchQemu } from '../../main/drivers/qemu/launch.ts';
import { QmpNothing, type QmpClient } from '../../main/drivers/qemu/qmp.ts';
import { run } from '../../main/lib/exec.ts';
import { killIfSame } from '../../main/lib/process-identity.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { atEnd } from './clean-up.ts';

/** What both kinds of guest get alike. */
export type GuestSize = Pick<VmSpec, 'arch' | 'accelerator' | 'cpus' | 'memoryMiB'>;

export interface GuestPorts {
  engine: number;
  ssh: number;
}

/** A machine's folder, and the files that live as long as its VM process. */
export type GuestFiles = Pick<VmSpec, 'qmpSocket' | 'agentSocket' | 'consoleLog' | 'qemuLog'> & {
  folder: string;
};

export interface Guest {
  /** When QEMU was spawned, by performance.now(). */
  spawnedAt: number;
  pid: number;
  qmp: QmpClient;
  /** Asks, then waits for QEMU's end. @returns milliseconds from asking to the end @throws E_STOP_TIMEOUT */
  end(ask: () => unknown): Promise<number>;
}

/** What a guest takes when it has nothing to do, in MiB. */
export interface IdleMemory {
  /** MemTotal - MemAvailable, by the guest's kernel. */
  usedMiB: number;
  /** QEMU's resident size: what the host pays. */
  residentMiB: number;
}

const END_TIMEOUT_MS = 180_000;
const MIB = 1024 * 1024;

/** A folder with a path short enough for sockets; removed at the bench's end. */
export async function guestFiles(): Promise<GuestFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-bench-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return {
    folder,
    qmpSocket: join(folder, 'qmp.sock'),
    agentSocket: join(folder, 'agent.sock'),
    consoleLog: join(folder, 'console.log'),
    qemuLog: join(folder, 'qemu.log'),
  };
}

/** Spawns QEMU. @throws what launchQemu throws */
export async function bootGuest(command: QemuCommand, files: GuestFiles): Promise<Guest> {
  const spawnedAt = performance.now();
  const { child, identity, qmp } = await launchQemu({ ...files, ...command, onEvent: () => {} });
  const forget = atEnd(() => killIfSame(identity, 'SIGKILL'));
  void child.exited.then(forget);
  return {
    spawnedAt,
    pid: child.pid,
    qmp,
    async end(ask) {
      const askedAt = performance.now();
      await ask();
      if (await endsWithin(child.exited, END_TIMEOUT_MS)) return performance.now() - askedAt;
      throw new SlipwayError('E_STOP_TIMEOUT', `the guest did not end within ${END_TIMEOUT_MS / 1000} s`);
    },
  };
}

/**
 * Processor time QEMU has taken, in milliseconds: how busy the computer is with other things hardly changes it.
 * Source: proc_pid_stat(5), fields 14 and 15, in ticks of 10 ms; the name in field 2 may hold spaces.
 */
export async function processorMs({ pid }: Guest): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Presses the power button: ACPI's way of asking. */
export function pressPowerButton({ qmp }: Guest): Promise<unknown> {
  return qmp.execute('system_powerdown', QmpNothing);
}

/**
 * Asks the guest's kernel through its memory balloon: a login would itself take memory.
 * Source: QEMU's docs/interop/virtio-balloon-stats.rst.
 */
export async function measureMemory({ qmp, pid }: Guest): Promise<IdleMemory> {
  const path = await balloonPath(qmp);
  const property = (name: string) => ({ path, property: name });
  await qmp.execute('qom-set', QmpNothing, {
    arguments: { ...property('guest-stats-polling-interval'), value: 1 },
  });
  // The first answer comes with the first poll, and is complete with the next.
  await sleep(3_000);
  const { stats } = await qmp.execute('qom-get', BalloonStats, { arguments: property('guest-stats') });
  const usedBytes = stats['stat-total-memory'] - stats['stat-available-memory'];
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return { usedMiB: usedBytes / MIB, residentMiB: Number(stdout.trim()) / 1024 };
}

const BalloonStats = z.object({
  stats: z.object({
    'stat-total-memory': z.number().positive(),
    'stat-available-memory': z.number().positive(),
  }),
});
const QomList = z.array(z.object({ name: z.string(), type: z.string() }));

async function balloonPath(qmp: QmpClient): Promise<string> {
  const folder = '/machine/peripheral-anon';
  const devices = await qmp.execute('qom-list', QomList, { arguments: { path: folder } });
  const balloon = devices.find(({ type }) => type === 'child<virtio-balloon-pci>');
  if (balloon === undefined) throw new Error('the VM has no memory balloon');
  return `${folder}/${balloon.name}`;
}
