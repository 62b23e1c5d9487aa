// How machines are: their states, seen from the disk and from their supervisors. Looking never fails.

import type { MachineName } from '../../preload/contract/ids.ts';
import { toWireError } from '../../preload/contract/errors.ts';
import type { MachineConfig } from '../machine/config.ts';
import type { MachinePaths } from '../machine/paths.ts';
import type { MachineState } from '../machine/state.ts';
import { inspectMachine, listMachines, type Inspection } from '../machine/store.ts';
import { noMachine } from '../machine/config-file.ts';
import type { SupervisorStatus } from '../supervisor/protocol.ts';
import type { App } from './app.ts';
import { askStatus, reachSupervisor, stateWithoutSupervisor } from './reach.ts';

/** A machine as it is now. */
export interface ObservedMachine {
  name: MachineName;
  state: MachineState;
  /** Undefined while the machine is broken. */
  config?: MachineConfig;
  paths?: MachinePaths;
  /** What its supervisor says, if one listens. */
  status?: SupervisorStatus;
  /** Set when config.json has just been restored from its backup. */
  restored?: string;
}

/** What is wrong with a machine, or was and has been put right; nothing as a rule. */
export function problemsOf({
  state,
  restored,
}: {
  state: MachineState;
  restored: string | undefined;
}): string[] {
  const told = restored === undefined ? [] : [restored];
  if (state.kind === 'broken') return [...told, ...state.problems];
  return state.kind === 'aborted' || state.kind === 'paused' ? [...told, state.cause] : told;
}

/** One machine. @throws E_NO_MACHINE */
export async function observeMachine(app: App, name: MachineName): Promise<ObservedMachine> {
  const found = await inspectMachine(app.home, name);
  if (found.kind === 'absent') throw noMachine(name);
  return observe(app, found);
}

/** Every machine, by name; one that is broken or whose supervisor hangs is told as broken. */
export async function observeMachines(app: App): Promise<ObservedMachine[]> {
  const found = await listMachines(app.home);
  return Promise.all(found.filter((one) => one.kind !== 'absent').map((one) => observe(app, one)));
}

async function observe(app: App, found: Exclude<Inspection, { kind: 'absent' }>): Promise<ObservedMachine> {
  if (found.kind === 'broken') {
    return { name: found.name, state: { kind: 'broken', problems: [found.error.message] } };
  }
  const { kind: _, ...known } = found;
  try {
    return { ...known, ...(await observeSupervisor(app, found.name, found.paths)) };
  } catch (thrown) {
    return { ...known, state: { kind: 'broken', problems: [toWireError(thrown).message] } };
  }
}

async function observeSupervisor(app: App, name: MachineName, paths: MachinePaths) {
  const link = await reachSupervisor(app, name, paths);
  if (link === undefined) return { state: await stateWithoutSupervisor(app, paths) };
  try {
    const status = await askStatus(link, name);
    return { state: status.state, status };
  } finally {
    link.close();
  }
}
