// Asks the engine for what a window will show first, while the window still opens: the list of many containers takes
// an emulated engine a second, and so does a window.

import type { EngineLists } from '../engine-session.ts';
import type { Engines } from '../engines.ts';
import { watchList } from '../watch-list.ts';
import type { PreferenceFile } from './preferences.ts';

/** By then the window watches by itself, or will not come. */
const LEAD_MS = 10_000;
const LISTS = ['containers', 'images', 'volumes', 'networks'] as const satisfies (keyof EngineLists)[];

/** Keeps the lists of the chosen machine fetched for a while; never rejects. */
export async function anticipateWindow(
  engines: Engines,
  preferences: PreferenceFile,
  signal: AbortSignal,
): Promise<void> {
  const enough = AbortSignal.any([signal, AbortSignal.timeout(LEAD_MS)]);
  const { machine } = await preferences.read();
  const watch = async (list: keyof EngineLists) => {
    const changes = watchList(engines, machine, list, enough);
    while ((await changes.next()).done !== true);
  };
  // All at once, as a window does: they are made of one answer about all containers. What fails, a machine that does not
  // run or an engine that does not answer, is told to whoever asks in earnest.
  await Promise.allSettled(LISTS.map(watch));
}
