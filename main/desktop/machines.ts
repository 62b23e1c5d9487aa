// Follows the machines for the tray and the menu bar, and starts and stops them from there.

import { Notification } from 'electron';
import { toWireError } from '../../preload/contract/errors.ts';
import type { MachineName } from '../../preload/contract/ids.ts';
import type { App } from '../app/app.ts';
import type { Service } from '../app/handlers.ts';
import { watchMachines, type MachineList } from '../app/machines/watch.ts';
import type { MachineDeeds } from './machine-entries.ts';

type MachineHandlers = Service['handlers']['machines'];

/** Calls back at each change, until the signal. */
export async function followMachines(
  app: App,
  onChange: (machines: MachineList['machines']) => void,
  signal: AbortSignal,
): Promise<void> {
  for await (const { machines } of watchMachines(app, signal)) onChange(machines);
}

/** What fails is told by the system's own notifications: there may be no window. */
export function machineDeeds(machines: MachineHandlers, signal: AbortSignal): MachineDeeds {
  const startToEnd = async (machine: MachineName) => {
    for await (const _ of machines.start({ machine }, signal));
  };
  return {
    start: (machine) => void startToEnd(machine).catch(tellOf(machine)),
    stop: (machine) => void machines.stop({ machine, force: false }, signal).catch(tellOf(machine)),
  };
}

function tellOf(machine: MachineName) {
  return (thrown: unknown) => {
    const { message, hint } = toWireError(thrown);
    const body = hint === undefined ? message : `${message}\n${hint}`;
    new Notification({ title: `Machine ${machine}`, body }).show();
  };
}
