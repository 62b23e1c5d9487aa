// Supervisors without processes: what they answer is said in the test, what they were asked is remembered.

import type { StartEvent } from '../../preload/contract/machines.ts';
import type { Supervisors } from '../../main/app/app.ts';
import type { SupervisorLink } from '../../main/supervisor/client.ts';
import type { SupervisorStatus } from '../../main/supervisor/protocol.ts';

export interface FakeSupervisors extends Supervisors {
  /** Every call, in order. */
  readonly calls: string[];
  /** Links that were opened and not closed again. */
  openLinks(): number;
}

export const RUNNING: SupervisorStatus = {
  state: { kind: 'running', sinceMs: 1_764_000_000_000, accelerator: 'tcg' },
  supervisorPid: 41,
  vmPid: 42,
  accelerator: 'tcg',
  ports: { engine: 23_760, ssh: 2022 },
  forwards: [{ hostPort: 8080, guestPort: 8080 }],
  refusedForwards: [],
  certificatesExpireAt: '2027-12-25T00:00:00.000Z',
};

/**
 * @param listens whether a supervisor is there before one is launched
 * @param statuses what it answers, one after another; the last again and again
 */
export function fakeSupervisors(
  options: {
    listens?: boolean;
    statuses?: SupervisorStatus[];
    events?: StartEvent[];
    failure?: Error;
    whileStarting?: () => void;
    lastState?: SupervisorStatus['state'];
  } = {},
): FakeSupervisors {
  const { listens = true, statuses = [RUNNING], events = [], failure } = options;
  const calls: string[] = [];
  let open = 0;
  let asked = 0;
  const link = (): SupervisorLink => {
    open += 1;
    return {
      api: {
        hello: async () => ({ protocol: 1, pid: 41, version: '0.1.0' }),
        status: async () => {
          calls.push('status');
          asked += 1;
          return statuses[Math.min(asked, statuses.length) - 1] ?? RUNNING;
        },
        start: async function* start(params) {
          calls.push(`start ${JSON.stringify(params)}`);
          yield* events;
          options.whileStarting?.();
          if (failure !== undefined) throw failure;
        },
        stop: async ({ force }) => {
          calls.push(`stop force=${force}`);
          return { how: force ? 'quit' : 'guest', ms: 1900 };
        },
        renewCertificates: async () => {
          calls.push('renewCertificates');
          return { expireAt: '2027-12-25T00:00:00.000Z' };
        },
      },
      close: () => {
        open -= 1;
      },
    };
  };
  return {
    calls,
    openLinks: () => open,
    lastState: async () => options.lastState,
    connect: async () => (listens ? link() : undefined),
    launch: async () => {
      calls.push('launch');
      return link();
    },
    without: async (_, act) => act(),
  };
}
