// Whether a machine's engine answers, told to one who watches it, until they leave or the machine stops.

import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { EngineHealth } from '../../../preload/contract/machines.ts';
import type { Engines } from '../engines.ts';

/** @throws E_NO_MACHINE, E_NOT_RUNNING, also when the machine stops */
export async function* watchEngine(
  engines: Engines,
  machine: MachineName,
  signal: AbortSignal,
): AsyncGenerator<EngineHealth> {
  const { engine, over } = await engines.of(machine);
  yield* engine.pulse.watch(AbortSignal.any([signal, over]));
  if (!signal.aborted) throw new SlipwayError('E_NOT_RUNNING', `machine ${machine} does not run any more`);
}
