// A container's state in a word, a colour and since when. Pure.

import type { ContainerRow } from '../../../../preload/contract/containers.ts';
import { containersText } from '../../../text/containers.ts';
import type { DotColour } from '../../../ui/state-dot.tsx';
import { formatDuration } from '../../../ui/format.ts';
import { isUp } from '../actions/possible.ts';

export function stateColour({ state, health, status }: ContainerRow): DotColour {
  switch (state) {
    case 'running':
      return health === 'unhealthy' ? 'bad' : health === 'starting' ? 'busy' : 'good';
    case 'restarting':
    case 'removing':
      return 'busy';
    case 'paused':
      return 'warning';
    case 'dead':
      return 'bad';
    case 'exited':
      return ['0', undefined].includes(exitCodeOf(status)) ? 'off' : 'bad';
    default:
      return 'off';
  }
}

export function stateWord({ state, status, health }: ContainerRow): string {
  const code = state === 'exited' ? exitCodeOf(status) : undefined;
  const word = code === undefined ? containersText.states[state] : containersText.exited(code);
  return health === undefined || !isUp({ state }) ? word : `${word}, ${containersText.health[health]}`;
}

/** `for 2 h 5 min`, `3 days ago`; empty where nobody knows. */
export function sinceWord(row: ContainerRow, nowMs: number): string {
  if (row.sinceMs === undefined) return '';
  const duration = formatDuration(nowMs - row.sinceMs);
  return isUp(row) ? containersText.since.up(duration) : containersText.since.ago(duration);
}

/** Of `Exited (137) 2 hours ago`. */
function exitCodeOf(status: string): string | undefined {
  return /^Exited \((\d+)\)/.exec(status)?.[1];
}
