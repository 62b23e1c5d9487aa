// Reaches a machine's supervisor: the one that listens, or a new one for a VM that outlived its own.

import type { MachineName } from '../../preload/contract/ids.ts';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { readTextIfPresent } from '../lib/files.ts';
import { isSameProcess, ProcessIdentity } from '../lib/process-identity.ts';
import type { MachinePaths, RuntimePaths } from '../machine/paths.ts';
import type { SupervisorStatus } from '../supervisor/protocol.ts';
import type { MachineState } from '../machine/state.ts';
import type { SupervisorLink } from '../supervisor/client.ts';
import type { App } from './app.ts';

/** A supervisor answers from memory; one that takes longer hangs. */
const ANSWER_MS = 10_000;

/** What vm.json tells where no supervisor listens. */
export type Orphan = 'none' | 'alive' | 'dead';

/** The VM of vm.json: none is remembered, it runs without a supervisor, or it has ended unseen. */
export async function lookForOrphan(paths: { runtime: Pick<RuntimePaths, 'vm'> }): Promise<Orphan> {
  const text = await readTextIfPresent(paths.runtime.vm);
  if (text === undefined) return 'none';
  const identity = parseIdentity(text);
  return identity !== undefined && (await isSameProcess(identity)) ? 'alive' : 'dead';
}

/** The supervisor, started anew where a VM runs without one; undefined where nothing runs. */
export async function reachSupervisor(
  app: App,
  name: MachineName,
  paths: MachinePaths,
): Promise<SupervisorLink | undefined> {
  const link = await app.supervisors.connect(paths);
  if (link !== undefined) return link;
  return (await lookForOrphan(paths)) === 'alive' ? app.supervisors.launch(app.home, name) : undefined;
}

/** The state of a machine that no supervisor watches and whose VM does not run. */
export async function stateWithoutSupervisor(app: App, paths: MachinePaths): Promise<MachineState> {
  const last = await app.supervisors.lastState(paths);
  if (last?.kind === 'aborted') return last;
  const hasEnded = last === undefined || last.kind === 'stopped';
  if (hasEnded && (await lookForOrphan(paths)) === 'none') return { kind: 'stopped' };
  return { kind: 'aborted', cause: 'the VM ended while no supervisor watched it' };
}

/** Asks a supervisor how things are. @throws E_TIMED_OUT if it hangs */
export async function askStatus(link: SupervisorLink, name: MachineName): Promise<SupervisorStatus> {
  const deadline = AbortSignal.timeout(ANSWER_MS);
  return link.api.status(undefined, deadline).catch((cause: unknown) => {
    if (!deadline.aborted) throw cause;
    throw new SlipwayError('E_TIMED_OUT', `the supervisor of machine ${name} does not answer`, {
      hint: `Its log may say why: slipway logs supervisor --machine ${name}`,
      cause,
    });
  });
}

/** vm.json holds the VM's identity, whatever else its supervisor remembers there. */
const KeptIdentity = ProcessIdentity.strip();

function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    return KeptIdentity.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
