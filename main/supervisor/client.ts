// The only door to a supervisor, and to what it left written when it is gone.

import type { Client } from '../../preload/contract/define.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { connect } from '../../preload/rpc/client.ts';
import { errnoOf } from '../lib/files.ts';
import { dialSocket, socketWire } from '../lib/socket-wire.ts';
import { within } from '../lib/within.ts';
import type { MachinePaths } from '../machine/paths.ts';
import { readLastState, type HistoryEvent } from './history.ts';
import { requirePrivateFolder } from './private-folder.ts';
import { PROTOCOL_VERSION, SupervisorContract } from './protocol.ts';

export interface SupervisorLink {
  readonly api: Client<typeof SupervisorContract>;
  close(): void;
}

/** A supervisor answers from memory. */
const HELLO_MS = 5_000;

/**
 * Speaks to a machine's supervisor.
 * @returns undefined where none listens, or the one that did is just ending
 * @throws E_NO_PERMISSION if the socket's folder is not ours alone, E_TIMED_OUT if it hangs, E_CONFLICT if it is of
 *   another Slipway
 */
export async function connectSupervisor(
  paths: Pick<MachinePaths, 'runtime'>,
): Promise<SupervisorLink | undefined> {
  const { folder, supervisorSocket } = paths.runtime;
  if (!(await requirePrivateFolder(folder))) return undefined;
  const socket = await dialSocket(supervisorSocket).catch((cause: unknown) => {
    if (['ENOENT', 'ECONNREFUSED', 'ECONNRESET'].includes(errnoOf(cause) ?? '')) return undefined;
    throw cause;
  });
  if (socket === undefined) return undefined;
  const api = connect(SupervisorContract, socketWire(socket), { hungUp: gone });
  try {
    return (await isOurs(api)) ? { api, close: () => socket.destroy() } : undefined;
  } catch (thrown) {
    socket.destroy();
    throw thrown;
  }
}

/** The last state that a supervisor of this machine noted; undefined if there never was one. */
export async function readLastNotedState(paths: MachinePaths): Promise<HistoryEvent | undefined> {
  return readLastState(paths.eventsLog);
}

/** False if it hung up on us: it is on its way out. */
async function isOurs(api: Client<typeof SupervisorContract>): Promise<boolean> {
  const asked = api.hello().catch((thrown: unknown) => {
    if (thrown instanceof SlipwayError && thrown.code === 'E_SUPERVISOR_GONE') return 'gone' as const;
    throw thrown;
  });
  const hello = await within(asked, HELLO_MS);
  if (hello === undefined) {
    throw new SlipwayError('E_TIMED_OUT', `the supervisor does not answer within ${HELLO_MS / 1000} s`, {
      hint: 'slipway logs supervisor may say why. The VM goes on without it: end it, and the next command starts another.',
    });
  }
  if (hello === 'gone') return false;
  if (hello.protocol !== PROTOCOL_VERSION) {
    throw new SlipwayError(
      'E_CONFLICT',
      `the supervisor (pid ${hello.pid}) is of Slipway ${hello.version}, which speaks otherwise`,
      { hint: `kill ${hello.pid} ends it, not the VM; the next command starts one of this version.` },
    );
  }
  return true;
}

function gone(): SlipwayError {
  return new SlipwayError('E_SUPERVISOR_GONE', 'the supervisor ended while it was asked', {
    hint: 'The VM goes on without it; ask again, and another supervisor takes it over.',
  });
}
