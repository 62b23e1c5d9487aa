// For use-cases that need a machine that runs.

import { slipwayLine } from '../../preload/contract/command-line.ts';
import type { MachineName } from '../../preload/contract/ids.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';
import type { EngineAccess } from '../env/exports.ts';
import { statusWord } from '../machine/state.ts';
import type { SupervisorStatus } from '../supervisor/protocol.ts';
import type { SupervisorLink } from '../supervisor/client.ts';
import type { App } from './app.ts';
import { findMachine, type WholeMachine } from './find-machine.ts';
import { askStatus, reachSupervisor } from './reach.ts';

export interface RunningMachine extends WholeMachine {
  status: SupervisorStatus;
  link: SupervisorLink;
}

/** Does something with a machine that runs. @throws E_NO_MACHINE, E_NOT_RUNNING */
export async function withRunningMachine<T>(
  app: App,
  name: MachineName,
  act: (machine: RunningMachine) => Promise<T>,
): Promise<T> {
  const machine = await findMachine(app, name);
  const link = await reachSupervisor(app, name, machine.paths);
  if (link === undefined) throw notRunning(name, 'not running');
  try {
    const status = await askStatus(link, name);
    if (status.state.kind !== 'running') throw notRunning(name, statusWord(status.state));
    return await act({ ...machine, status, link });
  } finally {
    link.close();
  }
}

/** Where the engine of a running machine answers: the port it has now, not the one it would like. */
export function engineAccess({
  name,
  status,
  paths,
}: Omit<RunningMachine, 'link' | 'kind' | 'config'>): EngineAccess {
  return { machine: name, port: status.ports.engine, certs: paths.certs };
}

/** The same for a machine that is looked for first. @throws E_NO_MACHINE, E_NOT_RUNNING */
export function findEngine(app: App, name: MachineName): Promise<EngineAccess> {
  return withRunningMachine(app, name, async (machine) => engineAccess(machine));
}

function notRunning(name: MachineName, word: string): SlipwayError {
  return new SlipwayError(
    'E_NOT_RUNNING',
    `machine ${name} is ${word === 'poweroff' ? 'not running' : word}`,
    {
      hint: `${slipwayLine('up', name)} starts it.`,
    },
  );
}
