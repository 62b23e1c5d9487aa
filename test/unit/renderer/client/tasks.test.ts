// Long work of the window: how it ends is told, and its end is offered only where it can be ended.

import { beforeEach, expect, test } from 'vitest';
import { SlipwayError } from '../../../../preload/contract/errors.ts';
import { runTask, tasksStore } from '../../../../renderer/client/tasks.ts';

const only = () => tasksStore.getState().tasks[0];

beforeEach(() => tasksStore.setState({ tasks: [] }));

test('work that takes the signal can be ended, and is then told to have been', async () => {
  const ended = runTask('Pull', 'docker pull shop', async (_tell, signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    throw new SlipwayError('E_CANCELLED', 'ended');
  });
  only()?.cancel?.();
  expect(await ended).toBe('cancelled');
  expect(only()?.state).toBe('cancelled');
});

test('work that would not hear of it is offered no end', async () => {
  const ended = runTask('Remove', undefined, async () => 'gone');
  expect(only()?.cancel).toBeUndefined();
  expect(await ended).toBe('done');
  expect(only()).toMatchObject({ state: 'done', detail: 'gone' });
});

test('a failure is told by the task and rejects nothing', async () => {
  const ended = runTask('Remove', undefined, async () => {
    throw new SlipwayError('E_CONFLICT', 'it is in use', { hint: 'stop it first' });
  });
  expect(await ended).toBe('failed');
  expect(only()?.error).toMatchObject({ code: 'E_CONFLICT', message: 'it is in use', hint: 'stop it first' });
});
