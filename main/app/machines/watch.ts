// Every machine's state as it changes: the folders say when to look again.

import { watch as watchFolder, type FSWatcher } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { MachineSummary } from '../../../preload/contract/machines.ts';
import { createBell } from '../../../preload/rpc/bell.ts';
import { contextName } from '../../env/context.ts';
import { dockerHost } from '../../env/exports.ts';
import { machinesFolder } from '../../machine/paths.ts';
import { statusWord } from '../../machine/state.ts';
import type { App } from '../app.ts';
import { observeMachines, problemsOf, type ObservedMachine } from '../observe.ts';

/** A supervisor writes several files at each change: one look for all of them. */
const GATHER_MS = 60;
/** For what no file tells of: a killed supervisor, a share that watches nothing. */
const LOOK_ANYWAY_MS = 15_000;

export interface MachineList {
  revision: number;
  machines: MachineSummary[];
}

/** The machines, now and whenever they differ from what was told last. */
export async function* watchMachines(app: App, signal: AbortSignal): AsyncGenerator<MachineList> {
  const bell = createBell();
  let isNews = true;
  const ring = () => {
    isNews = true;
    bell.ring();
  };
  const watching = await watchFolders(app, ring);
  const timer = setInterval(ring, LOOK_ANYWAY_MS).unref();
  signal.addEventListener('abort', ring, { once: true });
  let told = '';
  let revision = 0;
  try {
    while (!signal.aborted) {
      if (!isNews) await bell.heard();
      if (told !== '') await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
      isNews = false;
      const machines = (await observeMachines(app)).map(summarise);
      watching.alsoWatch(machines.map(({ name }) => name));
      const text = JSON.stringify(machines);
      if (text === told || signal.aborted) continue;
      told = text;
      revision += 1;
      yield { revision, machines };
    }
  } finally {
    clearInterval(timer);
    watching.close();
  }
}

/** What a window shows of a machine. */
export function summarise({ name, state, config, status, restored }: ObservedMachine): MachineSummary {
  const isRunning = state.kind === 'running';
  const ports = status?.ports ?? config?.ports;
  return {
    name,
    status: statusWord(state),
    ...(state.kind === 'starting' ? { stage: state.stage } : {}),
    ...(isRunning ? { sinceMs: state.sinceMs, accelerator: state.accelerator } : {}),
    ...(isRunning && status !== undefined ? { url: dockerHost(status.ports.engine) } : {}),
    ...(config === undefined
      ? {}
      : {
          cpus: config.cpus,
          memoryMiB: config.memoryMiB,
          diskGiB: config.diskGiB,
          acceleratorAsked: config.accelerator,
        }),
    ...(ports === undefined ? {} : { enginePort: ports.engine, sshPort: ports.ssh }),
    publishedPorts: (status?.forwards ?? []).map(({ hostPort }) => hostPort),
    refusedPorts: status?.refusedForwards ?? [],
    ...(status?.certificatesExpireAt === undefined
      ? {}
      : { certificatesExpireAt: status.certificatesExpireAt }),
    context: contextName(name),
    problems: problemsOf({ state, restored }),
  };
}

/** Watches the folder of machines, and each machine's own once it is known. */
async function watchFolders(app: App, onNews: () => void) {
  const folder = machinesFolder(app.home);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const watchers = new Map<string, FSWatcher>();
  const add = (path: string) => {
    if (watchers.has(path)) return;
    try {
      const watcher = watchFolder(path, { persistent: false }, onNews);
      const forget = () => {
        watcher.close();
        watchers.delete(path);
      };
      watcher.once('error', forget);
      watchers.set(path, watcher);
    } catch {
      // It is gone already, or the system has no more watches: the look that comes anyway has to do.
    }
  };
  add(folder);
  return {
    alsoWatch: (names: readonly string[]) => {
      const wanted = new Set([folder, ...names.map((name) => join(folder, name))]);
      for (const [path, watcher] of watchers) {
        if (wanted.has(path)) continue;
        watcher.close();
        watchers.delete(path);
      }
      for (const path of wanted) add(path);
    },
    close: () => {
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}
