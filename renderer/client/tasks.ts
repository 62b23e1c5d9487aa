// Long work that the window began: shown while it runs, with its progress and a way to end it, and how it ended.

import { createStore } from 'zustand/vanilla';
import { SlipwayError, toWireError, type WireError } from '../../preload/contract/errors.ts';

export interface Task {
  id: number;
  title: string;
  /** The same on the command line. */
  command?: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  /** 0 to 1; left out where nobody knows. */
  progress?: number;
  /** What it is doing, or what it gave. */
  detail?: string;
  /** What it is made of, where that goes on side by side. */
  parts?: readonly TaskPart[];
  error?: WireError;
  /** Left out where it cannot be ended. */
  cancel?(): void;
}

export interface TaskPart {
  name: string;
  /** 0 to 1. */
  progress: number;
  /** What it is doing. */
  state: string;
}

export interface TaskReport {
  progress?: number;
  detail?: string;
  parts?: readonly TaskPart[];
}

export const tasksStore = createStore<{ tasks: readonly Task[] }>(() => ({ tasks: [] }));

let lastId = 0;

/**
 * Runs long work as a task. The work reports through `tell`, and can be ended if it takes the signal; what it returns is
 * its last detail.
 * @returns how it ended; a failure is shown by the task and rejects nothing
 */
export async function runTask(
  title: string,
  command: string | undefined,
  work: (tell: (report: TaskReport) => void, signal: AbortSignal) => Promise<string | void>,
): Promise<Task['state']> {
  lastId += 1;
  const id = lastId;
  const cancelling = new AbortController();
  const change = (patch: Partial<Task>) =>
    tasksStore.setState(({ tasks }) => ({
      tasks: tasks.map((task) => (task.id === id ? { ...task, ...patch } : task)),
    }));
  const task: Task = {
    id,
    title,
    ...(command === undefined ? {} : { command }),
    state: 'running',
    // Work that takes no signal would not hear of it.
    ...(work.length < 2 ? {} : { cancel: () => cancelling.abort() }),
  };
  tasksStore.setState(({ tasks }) => ({ tasks: [...tasks, task] }));
  try {
    const detail = await work(change, cancelling.signal);
    change({ state: 'done', progress: 1, ...(typeof detail === 'string' ? { detail } : {}) });
    return 'done';
  } catch (thrown) {
    const isCancelled = thrown instanceof SlipwayError && thrown.code === 'E_CANCELLED';
    change(isCancelled ? { state: 'cancelled' } : { state: 'failed', error: toWireError(thrown) });
    return isCancelled ? 'cancelled' : 'failed';
  }
}

export function dismissTask(id: number): void {
  tasksStore.setState(({ tasks }) => ({ tasks: tasks.filter((task) => task.id !== id) }));
}
