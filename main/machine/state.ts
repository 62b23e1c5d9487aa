// The states a machine can be in, and the one word `slipway status` says for each.

import type { Accelerator, StartStage, StatusWord } from '../../preload/contract/machines.ts';
import { assertNever } from '../lib/assert-never.ts';

export interface Stopped {
  kind: 'stopped';
}
export interface Starting {
  kind: 'starting';
  stage: StartStage;
}
export interface Running {
  kind: 'running';
  /** When the engine answered, in milliseconds since 1970. */
  sinceMs: number;
  accelerator: Accelerator;
}
export interface Stopping {
  kind: 'stopping';
}
/** The VM ended without being asked to. */
export interface Aborted {
  kind: 'aborted';
  cause: string;
}
/** The VM is held by QEMU, because somebody or the disk stopped it. */
export interface Paused {
  kind: 'paused';
  cause: string;
}
/** The machine's folder cannot be used as it is. */
export interface Broken {
  kind: 'broken';
  problems: readonly string[];
}

export type MachineState = Stopped | Starting | Running | Stopping | Aborted | Paused | Broken;

/** The word for a state. */
export function statusWord(state: MachineState): StatusWord {
  switch (state.kind) {
    case 'stopped':
      return 'poweroff';
    case 'starting':
    case 'running':
    case 'stopping':
    case 'aborted':
    case 'paused':
    case 'broken':
      return state.kind;
    default:
      return assertNever(state);
  }
}
