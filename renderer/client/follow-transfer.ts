// Bytes on their way as a task: how many of how many, until all of them are there.

import type { Transfer } from '../../preload/contract/lists.ts';
import { formatBytes } from '../ui/format.ts';
import type { TaskReport } from './tasks.ts';

/** @returns the last thing the transfer said; undefined if it said nothing */
export async function followTransfer<Step extends Transfer>(
  steps: AsyncIterable<Step>,
  tell: (report: TaskReport) => void,
): Promise<Step | undefined> {
  let last: Step | undefined;
  for await (const step of steps) {
    last = step;
    tell(transferReport(step));
  }
  return last;
}

export function transferReport({ doneBytes, totalBytes }: Transfer): TaskReport {
  if (totalBytes === undefined || totalBytes <= 0) return { detail: formatBytes(doneBytes) };
  return {
    progress: Math.min(1, doneBytes / totalBytes),
    detail: `${formatBytes(doneBytes)} / ${formatBytes(totalBytes)}`,
  };
}
