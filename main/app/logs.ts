// What was written about a machine: the guest's console, its supervisor, QEMU, the events, the engine.

import { SlipwayError } from '../../preload/contract/errors.ts';
import type { MachineName } from '../../preload/contract/ids.ts';
import { LogSource } from '../../preload/contract/machines.ts';
import type { MachinePaths } from '../machine/paths.ts';
import type { App } from './app.ts';
import { findMachine } from './find-machine.ts';
import { runInGuest } from './guest.ts';
import { readLines, type ReadOptions } from './read-lines.ts';

const FILES = {
  console: (paths: MachinePaths) => paths.consoleLog,
  supervisor: (paths: MachinePaths) => paths.supervisorLog,
  qemu: (paths: MachinePaths) => paths.qemuLog,
  events: (paths: MachinePaths) => paths.eventsLog,
} as const;

export type LogFile = keyof typeof FILES;

/** dockerd's own log, in the guest (vm-images/rootfs/usr/lib/slipway/engine). */
const ENGINE_LOG = '/var/log/docker.log';

/** @throws E_USAGE for a log there is not */
export function parseLogSource(text: string): LogSource {
  const source = LogSource.options.find((one) => one === text);
  if (source !== undefined) return source;
  throw new SlipwayError('E_USAGE', `there is no log ${JSON.stringify(text)}`, {
    hint: `Logs are ${LogSource.options.join(', ')}.`,
  });
}

/** The lines of a log that is a file of the host's; none where nothing was written yet. @throws E_NO_MACHINE */
export async function* openLog(
  app: App,
  name: MachineName,
  source: LogFile,
  options: ReadOptions,
): AsyncGenerator<string> {
  const { paths } = await findMachine(app, name);
  yield* readLines(FILES[source](paths), options);
}

/** Shows the engine's log on our standard output. @returns the exit code. @throws E_NOT_RUNNING, E_SSH_FAILED */
export async function showEngineLog(
  app: App,
  name: MachineName,
  { follow, lastLines }: ReadOptions,
): Promise<number> {
  return runInGuest(
    app,
    name,
    engineLogCommand({ follow, ...(lastLines === undefined ? {} : { lastLines }) }),
  );
}

/** What shows the engine's log in the guest, where it lies. */
export function engineLogCommand({ follow, lastLines }: ReadOptions): string[] {
  const from = lastLines === undefined ? '+1' : String(lastLines);
  return ['tail', ...(follow ? ['-f'] : []), '-n', from, ENGINE_LOG];
}
