// The engines of all machines, each reached when it is first needed and let go of when its machine stops.

import type { MachineName } from '../../preload/contract/ids.ts';
import type { EngineEvent } from '../engine/events.ts';
import type { App } from './app.ts';
import { openSession, type EngineSession } from './engine-session.ts';
import { observeMachine } from './observe.ts';
import { findEngine } from './running-machine.ts';

export interface Engines {
  /** @throws E_NO_MACHINE, E_NOT_RUNNING, E_TLS */
  of(machine: MachineName): Promise<EngineSession>;
  close(): void;
}

/** @param onEvents told what happens at the engines that are in use */
export function openEngines(
  app: App,
  onEvents: (machine: MachineName, events: readonly EngineEvent[]) => void = () => {},
): Engines {
  const sessions = new Map<MachineName, Promise<EngineSession>>();
  const open = async (machine: MachineName): Promise<EngineSession> => {
    const { port, certs } = await findEngine(app, machine);
    return openSession({
      endpoint: { port, certs },
      stillRuns: () => runsAt(app, machine, port),
      onEvents: (events) => onEvents(machine, events),
      onOver: () => void sessions.delete(machine),
    });
  };
  return {
    of: async (machine) => {
      const known = sessions.get(machine);
      if (known !== undefined) return known;
      const opening = open(machine);
      sessions.set(machine, opening);
      opening.catch(() => sessions.delete(machine));
      return opening;
    },
    close: () => {
      for (const session of sessions.values())
        void session.then(
          ({ close }) => close(),
          () => {},
        );
      sessions.clear();
    },
  };
}

/** Whether the machine still runs, and its engine at the same port; a machine that cannot be looked at does not. */
async function runsAt(app: App, machine: MachineName, port: number): Promise<boolean> {
  const observed = await observeMachine(app, machine).catch(() => undefined);
  return observed?.state.kind === 'running' && observed.status?.ports.engine === port;
}
