// What the journal tells of machines between two looks at them.

import { expect, test } from 'vitest';
import { changesOf } from '../../../../main/app/host/note-machines.ts';
import { MachineName } from '../../../../preload/contract/ids.ts';
import type { MachineSummary } from '../../../../preload/contract/machines.ts';

const AT = '2026-01-01T00:00:00.000Z';

function machine(name: string, more: Partial<MachineSummary> = {}): MachineSummary {
  return {
    name: MachineName.parse(name),
    status: 'running',
    publishedPorts: [],
    refusedPorts: [],
    context: 'slipway',
    problems: [],
    ...more,
  };
}

const told = (before: MachineSummary[], after: MachineSummary[]) =>
  changesOf(before, after, AT).map(({ name, action, detail }) => ({ name, action, detail }));

test('nothing is told of a machine that is as it was', () => {
  expect(told([machine('default')], [machine('default', { publishedPorts: [80] })])).toEqual([]);
});

test('a change of state is told, with what is wrong', () => {
  const after = machine('default', { status: 'aborted', problems: ['the VM ended (signal 9)'] });
  expect(told([machine('default')], [after])).toEqual([
    { name: 'default', action: 'aborted', detail: 'the VM ended (signal 9)' },
  ]);
});

test('machines that come and go are told', () => {
  expect(told([machine('old')], [machine('new')])).toEqual([
    { name: 'new', action: 'create', detail: undefined },
    { name: 'old', action: 'destroy', detail: undefined },
  ]);
});
