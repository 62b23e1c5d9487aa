// Tray and menu bar show each machine's state, and offer what can be done in it.

import { describe, expect, it } from 'vitest';
import type { MachineSummary } from '../../../preload/contract/machines.ts';
import { describeMachines, machineEntries } from '../../../main/desktop/machine-entries.ts';
import { parseMachineName } from '../../../main/machine/name.ts';

const machine = (name: string, status: MachineSummary['status']): MachineSummary => ({
  name: parseMachineName(name),
  status,
  publishedPorts: [],
  refusedPorts: [],
  context: 'slipway',
  problems: [],
});
const deedsDone: string[] = [];
const DEEDS = {
  start: (name: string) => void deedsDone.push(`start ${name}`),
  stop: (name: string) => void deedsDone.push(`stop ${name}`),
};

describe('entries of machines', () => {
  it('say that there is none', () => {
    expect(machineEntries([], DEEDS)).toEqual([{ label: 'No machine yet', enabled: false }]);
    expect(describeMachines([])).toBe('Slipway');
  });

  it.each([
    ['poweroff', 'default is stopped', true, false],
    ['aborted', 'default is aborted', true, false],
    ['running', 'default is running', false, true],
    ['paused', 'default is paused', false, true],
    ['starting', 'default is starting', false, true],
    ['stopping', 'default is stopping', false, false],
    ['broken', 'default is broken', false, false],
  ] as const)('of one that is %s', (status, label, canStart, canStop) => {
    const [said, start, stop] = machineEntries([machine('default', status)], DEEDS);
    expect([said?.label, start?.enabled, stop?.enabled]).toEqual([label, canStart, canStop]);
  });

  it('tell the stage of a start', () => {
    expect(describeMachines([{ ...machine('default', 'starting'), stage: 'boot' }])).toBe(
      'Slipway: default is starting (boot)',
    );
  });

  it('of several are a menu each, which acts on its own machine', () => {
    const [first, second] = machineEntries([machine('a', 'running'), machine('b', 'poweroff')], DEEDS);
    expect([first?.label, second?.label]).toEqual(['a is running', 'b is stopped']);
    const [start] = (second?.submenu ?? []) as { click(): void }[];
    start?.click();
    expect(deedsDone).toEqual(['start b']);
  });
});
