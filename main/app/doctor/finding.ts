// What the doctor finds, and what it looks at.

import type { MachineName } from '../../../preload/contract/ids.ts';
import type { Finding } from '../../../preload/contract/machines.ts';
import type { App } from '../app.ts';
import type { WholeMachine } from '../find-machine.ts';
import type { MachineState } from '../../machine/state.ts';
import type { SupervisorStatus } from '../../supervisor/protocol.ts';

/** What there is to look at; all but the first two only where there is such. */
export interface Patient {
  app: App;
  name: MachineName;
  machine?: WholeMachine;
  state?: MachineState;
  /** Of a machine that has a supervisor. */
  status?: SupervisorStatus;
}

/** Looks at one thing; never at the network, never changes anything. */
export type Check = (patient: Patient) => Promise<Finding[]>;

export function ok(id: string, title: string): Finding {
  return { id, status: 'ok', title };
}

export function warning(id: string, title: string, cause: string, fix: string): Finding {
  return { id, status: 'warning', title, cause, fix };
}

export function problem(id: string, title: string, cause: string, fix: string): Finding {
  return { id, status: 'problem', title, cause, fix };
}
