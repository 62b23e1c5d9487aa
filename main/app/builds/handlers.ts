// The contract's operations on builds, each a use-case of its own.

import type { BuildEvent, BuildsContract } from '../../../preload/contract/builds.ts';
import type { Handlers } from '../../../preload/contract/define.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import { listCache, pruneCache } from '../../engine/builds/cache.ts';
import { openEngineRequests, type EngineRequests } from '../../engine/builds/requests.ts';
import { findMachine } from '../find-machine.ts';
import type { App } from '../app.ts';
import { findEngine } from '../running-machine.ts';
import { BuildRun } from './build-run.ts';
import type { Builds } from './builds.ts';
import { withoutSecrets } from './carry-out.ts';
import { openHistory, type History } from './history.ts';

export function buildHandlers(app: App, builds: Builds): Handlers<typeof BuildsContract> {
  const historyOf = async (machine: MachineName): Promise<History> =>
    openHistory((await findMachine(app, machine)).paths.builds);
  const withRequests = async <T>(machine: MachineName, act: (requests: EngineRequests) => Promise<T>) => {
    const requests = await openEngineRequests(await findEngine(app, machine));
    try {
      return await act(requests);
    } finally {
      requests.close();
    }
  };
  return {
    start: async ({ machine, request }) => ({ build: await builds.start(machine, request) }),
    list: async ({ machine }) => {
      const kept = await (await historyOf(machine)).rows();
      const recent = builds.recent(machine);
      const ids = new Set(recent.map(({ id }) => id));
      const all = [...recent, ...kept.filter(({ id }) => !ids.has(id))];
      // Ids tell seconds apart, no more.
      return all.sort((one, other) => other.startedMs - one.startedMs);
    },
    request: async ({ machine, build }) => {
      const known = builds.find(machine, build);
      if (known !== undefined) return withoutSecrets(known.request);
      return (await (await historyOf(machine)).read(build)).request;
    },
    forget: async ({ machine, builds: ids }) => {
      builds.forget(ids);
      await (await historyOf(machine)).forget(ids);
    },
    async *follow({ machine, build }, signal): AsyncGenerator<BuildEvent> {
      const run = builds.find(machine, build)?.run ?? (await keptRun(await historyOf(machine), build));
      yield* run.follow(signal);
    },
    cancel: async ({ machine, build }) => builds.cancel(machine, build),
    cache: ({ machine }, signal) => withRequests(machine, (requests) => listCache(requests, signal)),
    pruneCache: ({ machine, prune }, signal) =>
      withRequests(machine, (requests) => pruneCache(requests, prune, signal)),
  };
}

/** One that ended is told like one that runs, all at once. */
async function keptRun(history: History, id: string): Promise<BuildRun> {
  const { row, steps, warnings, pieces, outcome } = await history.read(id);
  const run = new BuildRun();
  run.noteSteps(steps);
  run.noteLog(pieces);
  run.noteWarnings(warnings);
  run.end(outcome, row.miss);
  return run;
}
