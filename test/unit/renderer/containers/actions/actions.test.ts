// What can be done to a container is offered, has a line for the terminal, and tells by name where it failed.

import { describe, expect, test } from 'vitest';
import { actionLine, renameLine } from '../../../../../renderer/features/containers/actions/action-line.ts';
import { failuresOf, tellFailures } from '../../../../../renderer/features/containers/actions/failures.ts';
import { nameFault } from '../../../../../renderer/features/containers/actions/name-fault.ts';
import { canBe, isPrunable } from '../../../../../renderer/features/containers/actions/possible.ts';

describe('the line that does the same', () => {
  test.each([
    [{ kind: 'start' }, 'docker start web db'],
    [{ kind: 'stop', graceSeconds: 3 }, 'docker stop --time 3 web db'],
    [{ kind: 'kill', signal: 'SIGHUP' }, 'docker kill --signal SIGHUP web db'],
    [{ kind: 'remove', force: false, volumes: false }, 'docker rm web db'],
    [{ kind: 'remove', force: true, volumes: true }, 'docker rm --force --volumes web db'],
  ] as const)('%j is %s', (action, line) => {
    expect(actionLine(action, ['web', 'db'])).toBe(line);
  });

  test('a rename names both names', () => {
    expect(renameLine('web', 'www')).toBe('docker rename web www');
  });
});

describe('what is offered', () => {
  test('a paused container can be resumed and not paused again', () => {
    expect(canBe('unpause', { state: 'paused' })).toBe(true);
    expect(canBe('pause', { state: 'paused' })).toBe(false);
  });

  test('what is being removed is left in peace', () => {
    expect(canBe('remove', { state: 'removing' })).toBe(false);
  });

  test('a prune takes what does not run, and nothing else', () => {
    const states = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'] as const;
    expect(states.filter((state) => isPrunable({ state }))).toEqual(['created', 'exited', 'dead']);
  });
});

describe('failures of several', () => {
  const rows = [
    { id: '1', name: 'web' },
    { id: '2', name: 'db' },
  ];

  test('are named by the containers’ names', () => {
    const failures = failuresOf(rows, [
      { id: '1' },
      { id: '2', error: { code: 'E_CONFLICT', message: 'in use' } },
    ]);
    expect(failures).toEqual([{ id: '2', name: 'db', code: 'E_CONFLICT', message: 'in use' }]);
    expect(tellFailures(failures, 2)).toBe('1 of 2 did not: db: in use');
  });

  test('one alone needs no count', () => {
    const failures = failuresOf(rows, [{ id: '1', error: { code: 'E_CONFLICT', message: 'in use' } }]);
    expect(tellFailures(failures, 1)).toBe('web: in use');
  });
});

describe('a container’s name', () => {
  test.each(['', 'a', '-a', 'a b', 'a/b', 'ä'])('%j is refused', (name) => {
    expect(nameFault(name, [])).toMatch(/Letters/);
  });

  test('another’s is refused by name', () => {
    expect(nameFault('web', [{ name: 'web' }])).toBe('There is a container called web already.');
    expect(nameFault('web-2', [{ name: 'web' }])).toBeUndefined();
  });
});
