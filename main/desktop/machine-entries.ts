// The machines as entries of a menu: state, start, stop; the tray and the menu bar show the same.

import type { MenuItemConstructorOptions } from 'electron';
import type { MachineName } from '../../preload/contract/ids.ts';
import type { MachineSummary } from '../../preload/contract/machines.ts';

export interface MachineDeeds {
  start(machine: MachineName): void;
  stop(machine: MachineName): void;
}

type Entry = Pick<MenuItemConstructorOptions, 'label' | 'enabled' | 'click' | 'submenu' | 'type'>;

const CAN_START: ReadonlySet<MachineSummary['status']> = new Set(['poweroff', 'aborted']);
const CAN_STOP: ReadonlySet<MachineSummary['status']> = new Set(['running', 'paused', 'starting']);

/** One machine's entries stand by themselves; of several each has a menu of its own. */
export function machineEntries(machines: readonly MachineSummary[], deeds: MachineDeeds): Entry[] {
  const [first, ...others] = machines;
  if (first === undefined) return [{ label: 'No machine yet', enabled: false }];
  if (others.length === 0) return [{ label: describe(first), enabled: false }, ...deedEntries(first, deeds)];
  return machines.map((machine) => ({ label: describe(machine), submenu: deedEntries(machine, deeds) }));
}

/** In one line: what the tray's icon says when it is pointed at. */
export function describeMachines(machines: readonly MachineSummary[]): string {
  return machines.length === 0 ? 'Slipway' : `Slipway: ${machines.map(describe).join(', ')}`;
}

function describe({ name, status, stage }: MachineSummary): string {
  if (status === 'starting' && stage !== undefined) return `${name} is starting (${stage})`;
  return `${name} is ${status === 'poweroff' ? 'stopped' : status}`;
}

function deedEntries({ name, status }: MachineSummary, deeds: MachineDeeds): Entry[] {
  return [
    { label: 'Start', enabled: CAN_START.has(status), click: () => deeds.start(name) },
    { label: 'Stop', enabled: CAN_STOP.has(status), click: () => deeds.stop(name) },
  ];
}
