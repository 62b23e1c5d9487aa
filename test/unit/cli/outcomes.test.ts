// Several things asked for at once: what was done is data, what failed is told, and scripts see it in the exit code.

import { expect, test } from 'vitest';
import type { CommandInput } from '../../../main/cli/command.ts';
import { isAgreed } from '../../../main/cli/consent.ts';
import { showOutcomes, showPruned } from '../../../main/cli/outcomes.ts';
import { snapshotOf } from '../../../main/cli/snapshot.ts';
import { fakeTerminal, type FakeTerminal } from '../../fakes/terminal.ts';

const inputOf = (terminal: FakeTerminal, json = false, yes = false) =>
  ({ terminal, json, flag: (name: string) => name === 'yes' && yes }) as unknown as CommandInput;
const outcomes = [{ id: 'one' }, { id: 'two', error: { code: 'E_CONFLICT', message: 'it runs' } }];

test('names go to stdout, failures to stderr, and one failure is a failure', () => {
  const terminal = fakeTerminal();
  expect(showOutcomes(inputOf(terminal), outcomes)).toBe(1);
  expect(terminal.said).toEqual({ out: 'one\n', err: 'slipway: two: it runs (E_CONFLICT)\n' });
  expect(showOutcomes(inputOf(fakeTerminal()), [{ id: 'one' }])).toBe(0);
});

test('with --json stdout has all of them', () => {
  const terminal = fakeTerminal();
  expect(showOutcomes(inputOf(terminal, true), outcomes)).toBe(1);
  expect(JSON.parse(terminal.said.out)).toEqual(outcomes);
});

test('a prune names what is gone and says what that freed', () => {
  const terminal = fakeTerminal();
  showPruned(inputOf(terminal), { removed: ['a', 'b'], freedBytes: 2_000_000 });
  expect(terminal.said).toEqual({ out: 'a\nb\n', err: '2 removed, 2.00 MB freed\n' });
});

test('what is gone for good needs a yes', async () => {
  expect(await isAgreed(inputOf(fakeTerminal(), false, true), 'Remove?')).toBe(true);
  expect(await isAgreed(inputOf(fakeTerminal({ answer: true })), 'Remove?')).toBe(true);
  expect(await isAgreed(inputOf(fakeTerminal({ answer: false })), 'Remove?')).toBe(false);
  await expect(isAgreed(inputOf(fakeTerminal()), 'Remove?')).rejects.toMatchObject({ code: 'E_USAGE' });
});

test('a list is read to the end of its first whole snapshot', async () => {
  const change = { revision: 1, remove: [] };
  async function* changes() {
    yield { ...change, reset: true, complete: false, upsert: ['a'] };
    yield { ...change, reset: false, complete: false, upsert: ['b'] };
    yield { ...change, reset: true, complete: false, upsert: ['c'] };
    yield { ...change, reset: false, complete: true, upsert: ['d'] };
    throw new Error('nobody reads on');
  }
  expect(await snapshotOf(changes())).toEqual(['c', 'd']);
});
