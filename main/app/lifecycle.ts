// A machine's life: made, started, stopped, removed.

import type { MachineName } from '../../preload/contract/ids.ts';
import type { StartEvent } from '../../preload/contract/machines.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { noMachine, updateConfig } from '../machine/config-file.ts';
import type { MachineConfig, MachineWishes } from '../machine/config.ts';
import { machinePaths, type MachinePaths } from '../machine/paths.ts';
import { applySettings } from '../machine/settings.ts';
import { createMachine, inspectMachine, removeMachine } from '../machine/store.ts';
import type { SupervisorStatus } from '../supervisor/protocol.ts';
import type { SupervisorLink } from '../supervisor/client.ts';
import type { App } from './app.ts';
import {
  dropContext,
  environmentOf,
  keepContext,
  type KeptContext,
  type ShellEnvironment,
} from './environment.ts';
import { lookForMachine } from './find-machine.ts';
import { askStatus, reachSupervisor, stateWithoutSupervisor } from './reach.ts';

export interface StartOptions {
  /** For a machine that is made now; changes one that is there. */
  settings?: MachineWishes;
  bootTimeoutMs?: number;
  onEvent: (event: StartEvent) => void;
  /** One line to show a person. */
  onNotice: (text: string) => void;
}

export interface StartedMachine {
  config: MachineConfig;
  status: SupervisorStatus;
  environment: ShellEnvironment;
  context: KeptContext;
  /** Whether it ran before it was asked to. */
  wasRunning: boolean;
}

/** How a machine was stopped; `was-stopped` if it did not run. */
export interface StoppedMachine {
  how: 'guest' | 'quit' | 'killed' | 'was-stopped';
  ms: number;
}

/** Makes a machine. @throws E_MACHINE_EXISTS, E_DISK_FULL, E_NO_PERMISSION */
export async function initMachine(
  app: App,
  name: MachineName,
  settings: MachineWishes,
): Promise<MachineConfig> {
  return createMachine(app.home, name, settings);
}

/**
 * Starts a machine, made first if there is none, and waits until its engine answers. Joins a start under way.
 * @throws whatever the supervisor's start ends with: E_QEMU_MISSING, E_VM_IMAGE_MISSING, E_BOOT_TIMEOUT, …
 */
export async function startMachine(
  app: App,
  name: MachineName,
  options: StartOptions,
): Promise<StartedMachine> {
  const config = await ensureMachine(app, name, options);
  const link = await app.supervisors.launch(app.home, name);
  try {
    const before = await askStatus(link, name);
    if (before.state.kind === 'starting') {
      options.onNotice(`machine ${name} is already starting (pid ${before.supervisorPid}); waiting with it`);
    }
    await followStart(link, options).catch(async (thrown: unknown) => {
      // Whatever a start fails with whose machine was removed under it: that is why.
      throw (await inspectMachine(app.home, name)).kind === 'absent' ? noMachine(name) : thrown;
    });
    const machine = { name, paths: machinePaths(app.home, name), status: await askStatus(link, name) };
    return {
      config,
      status: machine.status,
      environment: environmentOf(app, machine),
      context: await keepContext(app, machine),
      wasRunning: before.state.kind === 'running',
    };
  } finally {
    link.close();
  }
}

/** Stops a machine. @param force ends the VM at once, as pulling the plug does. @throws E_NO_MACHINE, E_STOP_TIMEOUT */
export async function stopMachine(
  app: App,
  name: MachineName,
  { force }: { force: boolean },
): Promise<StoppedMachine> {
  const found = await inspectMachine(app.home, name);
  if (found.kind === 'absent') throw noMachine(name);
  // A machine whose config is damaged may still run.
  const paths = machinePaths(app.home, name);
  const link = await reachForStop(app, name, paths);
  if (link === undefined) return { how: 'was-stopped', ms: 0 };
  try {
    return await link.api.stop({ force });
  } finally {
    link.close();
  }
}

/**
 * Removes a machine with its disk, its keys, its sockets and its docker context; stops it first.
 * @returns what was left behind, if anything
 * @throws E_NO_MACHINE, E_NO_PERMISSION
 */
export async function deleteMachine(app: App, name: MachineName): Promise<string | undefined> {
  // Nothing of its disk is kept, so there is nothing to shut down in order.
  await stopMachine(app, name, { force: true });
  // Whoever starts it in this very moment must not be left with a VM that nobody finds any more.
  await app.supervisors.without(machinePaths(app.home, name), () => removeMachine(app.home, name));
  return dropContext(app, name);
}

/** For a machine that was aborted a supervisor is started just to clear up: aborted becomes stopped. */
async function reachForStop(
  app: App,
  name: MachineName,
  paths: MachinePaths,
): Promise<SupervisorLink | undefined> {
  const link = await reachSupervisor(app, name, paths);
  if (link !== undefined || (await stateWithoutSupervisor(app, paths)).kind === 'stopped') return link;
  return app.supervisors.launch(app.home, name);
}

/** The machine, made if there is none, with the settings that were asked for. */
async function ensureMachine(
  app: App,
  name: MachineName,
  { settings = {}, onNotice }: StartOptions,
): Promise<MachineConfig> {
  const found = await lookForMachine(app, name);
  if (found === undefined) return makeOrJoin(app, name, settings, onNotice);
  if (found.restored !== undefined) onNotice(found.restored);
  if (Object.keys(settings).length === 0) return found.config;
  return updateConfig(found.paths, name, (config) => applySettings(config, settings));
}

async function makeOrJoin(
  app: App,
  name: MachineName,
  settings: MachineWishes,
  onNotice: (text: string) => void,
): Promise<MachineConfig> {
  try {
    const config = await createMachine(app.home, name, settings);
    onNotice(`machine ${name} is new: made in ${machinePaths(app.home, name).folder}`);
    return config;
  } catch (thrown) {
    // Somebody else made it in this very moment.
    const made =
      thrown instanceof SlipwayError && thrown.code === 'E_MACHINE_EXISTS'
        ? await lookForMachine(app, name)
        : undefined;
    if (made === undefined) throw thrown;
    return made.config;
  }
}

async function followStart(link: SupervisorLink, { bootTimeoutMs, onEvent }: StartOptions): Promise<void> {
  const params = bootTimeoutMs === undefined ? {} : { bootTimeoutMs };
  for await (const event of link.api.start(params)) onEvent(event);
}
