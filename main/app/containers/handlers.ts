// The contract's operations on containers, each a use-case of its own.

import type { ContainersContract } from '../../../preload/contract/containers.ts';
import type { Handlers } from '../../../preload/contract/define.ts';
import { actOnContainer, renameContainer } from '../../engine/containers/actions.ts';
import { inspectContainer, pruneContainers, updateContainer } from '../../engine/containers/changes.ts';
import { listFileChanges, listProcesses } from '../../engine/containers/processes.ts';
import { runSpecOf } from '../../engine/containers/run.ts';
import { formatRunLine } from '../../engine/run-line/format.ts';
import { parseRunLine } from '../../engine/run-line/parse.ts';
import { actOnAll } from '../act-on-all.ts';
import type { App } from '../app.ts';
import type { Engines } from '../engines.ts';
import { watchList } from '../watch-list.ts';
import { checkPort } from './check-port.ts';
import { listContainerFolder } from './guest.ts';
import { joinHandlers } from './join-handlers.ts';
import { showLogs } from './logs.ts';
import { run } from './run.ts';
import { watchStats } from './stats.ts';
import { download, saveLogs, upload } from './transfers.ts';

export function containerHandlers(app: App, engines: Engines): Handlers<typeof ContainersContract> {
  return {
    ...joinHandlers(app, engines),
    watch: ({ machine }, signal) => watchList(engines, machine, 'containers', signal),
    act: async ({ machine, ids, action }) => {
      const { engine } = await engines.of(machine);
      return actOnAll(ids, (id) => actOnContainer(engine, id, action));
    },
    rename: async ({ machine, id, name }) => renameContainer((await engines.of(machine)).engine, id, name),
    update: async ({ machine, id, ...changes }) =>
      updateContainer((await engines.of(machine)).engine, id, changes),
    prune: async ({ machine }) => pruneContainers((await engines.of(machine)).engine),
    inspect: async ({ machine, id }) => inspectContainer((await engines.of(machine)).engine, id),
    run: async ({ machine, spec }) => run(app, (await engines.of(machine)).engine, spec),
    explainRun: async ({ spec }) => formatRunLine(spec),
    parseRun: async ({ line }) => parseRunLine(line),
    asRun: async ({ machine, id }) => {
      const { spec, leftOut } = await runSpecOf((await engines.of(machine)).engine, id);
      return { spec, line: formatRunLine(spec), leftOut };
    },
    checkPort: async ({ machine, port, protocol }) =>
      checkPort((await engines.of(machine)).engine, port, protocol),
    async *logs({ machine, ids, ...wish }, signal) {
      yield* showLogs((await engines.of(machine)).engine, ids, wish, signal);
    },
    async *saveLogs({ machine, ...wish }, signal) {
      yield* saveLogs(app, (await engines.of(machine)).engine, wish, signal);
    },
    async *stats({ machine, ids }, signal) {
      yield* watchStats(await engines.of(machine), machine, ids, signal);
    },
    processes: async ({ machine, id }) => listProcesses((await engines.of(machine)).engine, id),
    listFiles: async ({ machine, id, path }) =>
      listContainerFolder(app, machine, (await engines.of(machine)).engine, id, path),
    changes: async ({ machine, id }) => listFileChanges((await engines.of(machine)).engine, id),
    async *download({ machine, ...wish }, signal) {
      yield* download(app, (await engines.of(machine)).engine, wish, signal);
    },
    async *upload({ machine, ...wish }, signal) {
      yield* upload(app, (await engines.of(machine)).engine, wish, signal);
    },
  };
}
