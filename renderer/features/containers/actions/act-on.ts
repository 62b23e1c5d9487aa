// Acts on containers as a task: marks them at once, and says by name which could not.

import type { ContainerAction, ContainerRow } from '../../../../preload/contract/containers.ts';
import { fromWireError } from '../../../../preload/contract/errors.ts';
import type { MachineName } from '../../../../preload/contract/ids.ts';
import { api } from '../../../client/api.ts';
import { runTask } from '../../../client/tasks.ts';
import { containersText } from '../../../text/containers.ts';
import { actionLine } from './action-line.ts';
import { failuresOf, tellFailures, type Failure } from './failures.ts';
import { markPending, unmarkPending, unmarkWhenTold } from './pending.ts';

/** @returns those that could not; all of them where the call itself failed */
export async function actOn(
  machine: MachineName,
  rows: readonly ContainerRow[],
  action: ContainerAction,
): Promise<readonly Failure[]> {
  const names = rows.map(({ name }) => name);
  let failures: readonly Failure[] = [];
  markPending(rows, action.kind);
  const title = containersText.taskTitle(action.kind, names);
  const state = await runTask(title, actionLine(action, names), async (_tell, signal) => {
    const outcomes = await api().containers.act({ machine, ids: rows.map(({ id }) => id), action }, signal);
    failures = failuresOf(rows, outcomes);
    const [first] = failures;
    if (first !== undefined)
      throw fromWireError({ code: first.code, message: tellFailures(failures, rows.length) });
    return containersText.taskDone(rows.length);
  });
  const failed = new Set(failures.map(({ id }) => id));
  if (state !== 'done' && failed.size === 0) unmarkPending(rows.map(({ id }) => id));
  else {
    unmarkPending(failed);
    unmarkWhenTold(rows.filter(({ id }) => !failed.has(id)));
  }
  return failures;
}
