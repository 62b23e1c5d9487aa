// What every use-case needs: where machines are kept, the environment, and the way to a machine's supervisor.

import type { MachineName } from '../../preload/contract/ids.ts';
import { slipwayHome, type MachinePaths } from '../machine/paths.ts';
import type { SupervisorLink } from '../supervisor/client.ts';
import type { SupervisorStatus } from '../supervisor/protocol.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** How supervisors are reached; a seam, so that use-cases can be tested without processes. */
export interface Supervisors {
  /** The supervisor of a machine, or undefined where none listens. */
  connect(paths: MachinePaths): Promise<SupervisorLink | undefined>;
  /** What the last one noted before it ended; undefined for a machine that never started. */
  lastState(paths: MachinePaths): Promise<SupervisorStatus['state'] | undefined>;
  /** Starts one, or reaches the one that another caller has just started. */
  launch(home: string, name: MachineName): Promise<SupervisorLink>;
  /** Acts while none lives and none can begin; one that was just launched is told to end its VM at once. */
  without<T>(paths: MachinePaths, act: () => Promise<T>): Promise<T>;
}

export interface App {
  /** The folder of SLIPWAY_HOME. */
  home: string;
  env: Environment;
  supervisors: Supervisors;
  /** Every file the user may read or write, where a person types its name at a shell; else those of `host-paths.ts`. */
  reachesAllFiles?: boolean;
}

/** The app as the command line and the windows use it. Opens nothing yet. */
export function openApp(env: Environment): App {
  return { home: slipwayHome(env), env, supervisors: realSupervisors };
}

const realSupervisors: Supervisors = {
  connect: async (paths) => {
    const { connectSupervisor } = await import('../supervisor/client.ts');
    return connectSupervisor(paths);
  },
  lastState: async (paths) => {
    const { readLastNotedState } = await import('../supervisor/client.ts');
    return (await readLastNotedState(paths))?.state;
  },
  launch: async (home, name) => {
    const { launchSupervisor } = await import('../supervisor/launch.ts');
    return launchSupervisor(home, name);
  },
  without: async (paths, act) => {
    const { withoutSupervisor } = await import('../supervisor/exclusion.ts');
    return withoutSupervisor(paths, act);
  },
};
