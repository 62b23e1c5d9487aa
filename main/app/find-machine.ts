// Finds the machine a use-case is about, or says why it cannot be used.

import type { MachineName } from '../../preload/contract/ids.ts';
import { fromWireError } from '../../preload/contract/errors.ts';
import { noMachine } from '../machine/config-file.ts';
import { machinePaths } from '../machine/paths.ts';
import { inspectMachine, type Inspection } from '../machine/store.ts';
import type { App } from './app.ts';

/** A machine whose folder is as it should be. */
export type WholeMachine = Extract<Inspection, { kind: 'whole' }>;

/** The machine, or undefined where there is none. @throws E_CONFIG_DAMAGED, E_CONFIG_NEWER if it cannot be used */
export async function lookForMachine(app: App, name: MachineName): Promise<WholeMachine | undefined> {
  const found = await inspectMachine(app.home, name);
  if (found.kind === 'broken') throw fromWireError(found.error);
  return found.kind === 'absent' ? undefined : found;
}

/** The machine. @throws E_NO_MACHINE, E_CONFIG_DAMAGED, E_CONFIG_NEWER */
export async function findMachine(app: App, name: MachineName): Promise<WholeMachine> {
  const found = await lookForMachine(app, name);
  if (found === undefined) throw noMachine(name);
  return found;
}

/** The folder of a machine, broken or not. @throws E_NO_MACHINE */
export async function machineFolder(app: App, name: MachineName): Promise<string> {
  if ((await inspectMachine(app.home, name)).kind === 'absent') throw noMachine(name);
  return machinePaths(app.home, name).folder;
}
