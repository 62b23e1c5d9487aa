// The supervisor's program: `supervisor.mjs <home> <machine>`. Takes the machine's lock, adopts what runs, listens,
// and ends when there is nothing left to supervise.

import { fileURLToPath } from 'node:url';
import { toWireError } from '../../preload/contract/errors.ts';
import { acquireLock, type Lock } from '../lib/lock.ts';
import { openLog, type Log } from '../lib/log.ts';
import { collectGarbage } from '../lib/memory.ts';
import { resourcesFolder } from '../lib/program-root.ts';
import { VERSION } from '../lib/version.ts';
import { parseMachineName } from '../machine/name.ts';
import { machinePaths, type MachinePaths } from '../machine/paths.ts';
import { createDeparture } from './departure.ts';
import { openHistory, type History } from './history.ts';
import type { LaunchReport } from './launch.ts';
import { realParts } from './real-parts.ts';
import { openDoor, prepareRuntimeFolder, type Door } from './server.ts';
import { Supervisor } from './supervisor.ts';

/**
 * A stopped machine is often started again at once. Not longer, since the next supervisor gets a new environment: a
 * PATH that has QEMU by then, another VM image.
 */
const LINGER_MS = 1_000;
/** This program is dist/supervisor.mjs. */
const APP_ROOT = resourcesFolder(fileURLToPath(new URL('..', import.meta.url)));
/** By then, whoever waited for the start has left. */
const AFTER_START_MS = 1_000;
const DAY_MS = 24 * 60 * 60 * 1000;

async function main(home: string, nameText: string): Promise<void> {
  process.umask(0o077);
  const name = parseMachineName(nameText);
  const paths = machinePaths(home, name);
  await prepareRuntimeFolder(paths.runtime);
  const lock = await acquireLock(paths.runtime.lock);
  if (lock === undefined) return report({ taken: true });
  const log = openLog(paths.supervisorLog);
  await supervise(home, paths, { name, lock, log }).catch(async (failure: unknown) => {
    log.error('the supervisor could not begin', failure);
    report({ error: toWireError(failure) });
    await lock.release();
    process.exit(1);
  });
}

async function supervise(
  home: string,
  paths: MachinePaths,
  { name, lock, log }: { name: ReturnType<typeof parseMachineName>; lock: Lock; log: Log },
): Promise<void> {
  let door: Door | undefined;
  const departure = createDeparture({
    lingerMs: LINGER_MS,
    isIdle: () => supervisor.isIdle(),
    visitors: () => door?.visitors() ?? 0,
    leave: () => void leave('nothing to supervise'),
  });
  const supervisor = new Supervisor({
    parts: realParts(home, name, paths, APP_ROOT),
    paths,
    history: thriftyHistory(openHistory(paths.eventsLog)),
    log,
    version: VERSION,
    // Until the door is open, whoever launched us is still on the way.
    onIdle: () => door && departure.soon(),
  });
  const leave = async (why: string) => {
    log.info('the supervisor ends', { why });
    await door?.close();
    await lock.release();
    process.exit(0);
  };
  const detachAndLeave = async (signal: string) => {
    await supervisor.detach().catch((thrown: unknown) => log.error('could not let go of the VM', thrown));
    await leave(signal);
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.once(signal, () => void detachAndLeave(signal));
  }
  process.on('uncaughtException', (failure) => {
    // The VM lives on; the next command starts a supervisor that adopts it.
    log.error('unexpected', failure);
    process.exit(1);
  });
  log.info('the supervisor begins', { pid: process.pid, version: VERSION });
  await supervisor.adopt();
  door = await openDoor(paths.runtime, supervisor.handlers, () => departure.onVisitorLeft());
  if (supervisor.isIdle()) departure.soon();
  report({ ready: process.pid });
  void supervisor.renewIfDue();
  setInterval(() => void supervisor.renewIfDue(), DAY_MS).unref();
}

/** Notes states as told; once a machine runs, what its start used is given back. */
function thriftyHistory(history: History): Pick<History, 'note'> {
  return {
    note(state) {
      history.note(state);
      if (state.kind === 'running') setTimeout(collectGarbage, AFTER_START_MS).unref();
    },
  };
}

/** Tells who launched us; nobody reads anything after that. */
function report(said: LaunchReport): void {
  process.stdout.on('error', () => {});
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

const [home = '', nameText = ''] = process.argv.slice(2);
await main(home, nameText);
