// Gives a machine's live list to one who watches it, until they leave or the machine stops.

import { SlipwayError } from '../../preload/contract/errors.ts';
import type { MachineName } from '../../preload/contract/ids.ts';
import type { ListChange } from '../../preload/contract/lists.ts';
import type { EngineLists } from './engine-session.ts';
import type { Engines } from './engines.ts';
import type { LiveList } from './live-list.ts';

type RowOf<Name extends keyof EngineLists> = EngineLists[Name] extends LiveList<infer Row> ? Row : never;

/** @throws E_NO_MACHINE, E_NOT_RUNNING, also when the machine stops */
export async function* watchList<Name extends keyof EngineLists>(
  engines: Engines,
  machine: MachineName,
  name: Name,
  signal: AbortSignal,
): AsyncGenerator<ListChange<RowOf<Name>>> {
  const { lists, over } = await engines.of(machine);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript does not follow Name into the record's member
  const list = lists[name] as unknown as LiveList<RowOf<Name>>;
  yield* list.watch(AbortSignal.any([signal, over]));
  if (!signal.aborted) throw new SlipwayError('E_NOT_RUNNING', `machine ${machine} does not run any more`);
}
