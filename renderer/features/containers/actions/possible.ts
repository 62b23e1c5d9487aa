// What can be done to a container in its state. Pure.

import type {
  ContainerAction,
  ContainerRow,
  ContainerState,
} from '../../../../preload/contract/containers.ts';

export type ActionKind = ContainerAction['kind'];

const IN_STATE: Readonly<Record<ContainerState, readonly ActionKind[]>> = {
  created: ['start', 'remove'],
  exited: ['start', 'restart', 'remove'],
  dead: ['remove'],
  running: ['stop', 'restart', 'pause', 'kill', 'remove'],
  paused: ['unpause', 'stop', 'restart', 'kill', 'remove'],
  restarting: ['stop', 'restart', 'kill', 'remove'],
  removing: [],
};

export function canBe(kind: ActionKind, { state }: Pick<ContainerRow, 'state'>): boolean {
  return IN_STATE[state].includes(kind);
}

/** Its processes are there, frozen or not. */
export function isUp({ state }: Pick<ContainerRow, 'state'>): boolean {
  return state === 'running' || state === 'paused' || state === 'restarting';
}

/** What a prune takes. */
export function isPrunable({ state }: Pick<ContainerRow, 'state'>): boolean {
  return state === 'created' || state === 'exited' || state === 'dead';
}
