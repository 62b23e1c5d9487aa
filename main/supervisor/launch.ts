// Starts a supervisor that outlives us, or reaches the one that another caller has just started.

import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { MachineName } from '../../preload/contract/ids.ts';
import { fromWireError, SlipwayError, WireError } from '../../preload/contract/errors.ts';
import { toolEnvironment } from '../lib/exec.ts';
import { acquireLock } from '../lib/lock.ts';
import { noMachine } from '../machine/config-file.ts';
import { machinePaths, type MachinePaths } from '../machine/paths.ts';
import { connectSupervisor, type SupervisorLink } from './client.ts';
import { prepareRuntimeFolder } from './server.ts';

/** A supervisor listens within half a second; adopting a VM takes a moment more, a starved host longer. */
const LAUNCH_MS = 20_000;
/** Others who launch the same supervisor are looked after so often. */
const LOOK_AGAIN_MS = 50;

/** The one line a supervisor prints, when it can be spoken to or never will be. */
export const LaunchReport = z.union([
  z.object({ ready: z.int() }),
  /** Another one holds the machine's lock. */
  z.object({ taken: z.literal(true) }),
  z.object({ error: WireError }),
]);
export type LaunchReport = z.infer<typeof LaunchReport>;

/** Variables of ours, and where the docker CLI keeps its contexts. */
const OURS = /^(SLIPWAY_\w+|DOCKER_CONFIG)$/;

/**
 * The machine's supervisor. Of many who call at once, one starts it.
 * @throws E_NO_MACHINE, E_SUPERVISOR_GONE if it ends instead of listening, with its reason; what connectSupervisor throws
 */
export async function launchSupervisor(home: string, name: MachineName): Promise<SupervisorLink> {
  const paths = machinePaths(home, name);
  const deadlineMs = performance.now() + LAUNCH_MS;
  while (performance.now() < deadlineMs) {
    const link = (await connectSupervisor(paths)) ?? (await launchUnlessLaunched(home, name, paths));
    if (link !== undefined) return link;
    await sleep(LOOK_AGAIN_MS);
  }
  throw new SlipwayError(
    'E_SUPERVISOR_GONE',
    `no supervisor of machine ${name} listens after ${LAUNCH_MS / 1000} s`,
    { hint: `Its log may say why: ${paths.supervisorLog}` },
  );
}

async function launchUnlessLaunched(
  home: string,
  name: MachineName,
  paths: MachinePaths,
): Promise<SupervisorLink | undefined> {
  await prepareRuntimeFolder(paths.runtime);
  const lock = await acquireLock(launchLock(paths));
  if (lock === undefined) return undefined;
  try {
    const link = await connectSupervisor(paths);
    if (link !== undefined) return link;
    // Somebody may have removed the machine while we waited.
    if (!existsSync(paths.folder)) throw noMachine(name);
    const report = await spawnSupervisor(home, name, paths);
    if ('error' in report) throw fromWireError(report.error);
    return await connectSupervisor(paths);
  } finally {
    await lock.release();
  }
}

/** Held by whoever launches a supervisor, or wants none to be launched. */
export function launchLock({ runtime }: Pick<MachinePaths, 'runtime'>): string {
  return `${runtime.lock}-launch`;
}

async function spawnSupervisor(home: string, name: MachineName, paths: MachinePaths): Promise<LaunchReport> {
  const child = spawn(process.execPath, [...NODE_FLAGS, supervisorProgram(), home, name], {
    // Not the caller's folder: that one may be unmounted or removed while we live.
    cwd: paths.folder,
    env: supervisorEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  try {
    return await readReport(child, paths);
  } finally {
    child.stdout?.destroy();
    child.unref();
  }
}

/** It waits all its life and works for moments: a small young generation costs it nothing and saves memory. */
const NODE_FLAGS = ['--max-semi-space-size=1', '--optimize-for-size'] as const;

/** glibc keeps a heap for each thread that ever read a file, and gives none of it back. */
const THRIFT = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' } as const;

/** Built, not inherited: LD_PRELOAD and its kin stay behind. */
export function supervisorEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const ours = Object.entries(env).filter(([key]) => OURS.test(key));
  const runtime = process.versions['electron'] === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' };
  // Both of us must find the same sockets, whichever variable named the temporary folder.
  const all = {
    ...THRIFT,
    ...toolEnvironment(env),
    TMPDIR: env['TMPDIR'] ?? tmpdir(),
    ...Object.fromEntries(ours),
    ...runtime,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Beside the program we are part of, or in dist/ when we run from the sources. */
function supervisorProgram(): string {
  const places = ['./supervisor.mjs', '../supervisor.mjs', '../../dist/supervisor.mjs'].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new SlipwayError('E_SUPERVISOR_GONE', `the supervisor's program is missing: ${places.at(-1)}`, {
    hint: 'In a checkout: npm run build',
  });
}

function readReport(child: ChildProcess, { supervisorLog }: MachinePaths): Promise<LaunchReport> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      const report = said.includes('\n') ? parseReport(said) : undefined;
      if (report !== undefined) resolve(report);
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const how = signal ?? `exit code ${code}`;
      reject(
        new SlipwayError('E_SUPERVISOR_GONE', `the supervisor ended instead of listening (${how})`, {
          hint: `Its log may say why: ${supervisorLog}`,
        }),
      );
    });
  });
}

function parseReport(line: string): LaunchReport | undefined {
  try {
    return LaunchReport.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
