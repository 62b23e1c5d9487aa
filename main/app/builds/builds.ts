// The builds of this program: started, followed and cancelled by name.

import { randomBytes } from 'node:crypto';
import type { BuildId, BuildRequest, BuildRow } from '../../../preload/contract/builds.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import { openEngineRequests } from '../../engine/builds/requests.ts';
import { machinePaths } from '../../machine/paths.ts';
import type { App } from '../app.ts';
import { findEngine } from '../running-machine.ts';
import { BuildRun } from './build-run.ts';
import { carryOut } from './carry-out.ts';
import { findMaterial } from './find-material.ts';
import { openHistory } from './history.ts';
import type { Material } from './material.ts';

/** Those that ended are kept for whoever still follows them; older ones are in the history. */
const KEPT = 20;

/** A build that runs here, or ended here. */
export interface KnownBuild {
  machine: MachineName;
  request: BuildRequest;
  row: BuildRow;
  run: BuildRun;
  ending: AbortController;
  /** Whether the history has it, or never will. */
  isKept: boolean;
}

export interface Builds {
  /** @throws E_NOT_FOUND, E_NO_PERMISSION, E_USAGE, E_NO_MACHINE, E_NOT_RUNNING, E_TLS */
  start(machine: MachineName, request: BuildRequest): Promise<BuildId>;
  find(machine: MachineName, build: BuildId): KnownBuild | undefined;
  /** Those that are not in the history yet. */
  recent(machine: MachineName): BuildRow[];
  /** @throws E_NOT_FOUND */
  cancel(machine: MachineName, build: BuildId): void;
  /** Lets go of those that have ended. */
  forget(builds: readonly BuildId[]): void;
  /** Cancels all. */
  close(): void;
}

export function openBuilds(app: App): Builds {
  const known = new Map<BuildId, KnownBuild>();
  const note = (one: KnownBuild) => {
    known.set(one.row.id, one);
    const ended = [...known].filter(([, { isKept }]) => isKept);
    for (const [old] of ended.slice(0, Math.max(0, ended.length - KEPT))) known.delete(old);
  };
  const find = (machine: MachineName, id: BuildId): KnownBuild | undefined => {
    const found = known.get(id);
    return found?.machine === machine ? found : undefined;
  };
  return {
    async start(machine, request) {
      const material = await findMaterial(app, request);
      const requests = await openEngineRequests(await findEngine(app, machine));
      const history = openHistory(machinePaths(app.home, machine, app.env).builds);
      const one: KnownBuild = {
        machine,
        request,
        row: rowOf(request, material),
        run: new BuildRun(),
        ending: new AbortController(),
        isKept: false,
      };
      note(one);
      void carryOut(one, { app, material, requests, history }).finally(() => {
        one.isKept = true;
        requests.close();
        material.close();
      });
      return one.row.id;
    },
    find,
    recent: (machine) =>
      [...known.values()].flatMap((one) => (one.machine === machine && !one.isKept ? [one.row] : [])),
    cancel: (machine, id) => {
      const found = find(machine, id);
      if (found === undefined) throw new SlipwayError('E_NOT_FOUND', `no build ${id} runs here`);
      found.ending.abort();
    },
    forget: (ids) => {
      for (const id of ids) if (known.get(id)?.isKept === true) known.delete(id);
    },
    close: () => {
      for (const { ending } of known.values()) ending.abort();
    },
  };
}

function rowOf({ source }: BuildRequest, { name, tags, revision }: Material): BuildRow {
  const startedMs = Date.now();
  return {
    id: newId(new Date(startedMs)),
    name,
    state: 'running',
    startedMs,
    source,
    tags,
    ...(revision === undefined ? {} : { revision }),
    steps: { total: 0, cached: 0 },
  };
}

/** In the order of time: `20261125-014756-1a2b`. */
function newId(now: Date): BuildId {
  const digits = now.toISOString().replaceAll(/[-:]/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(9, 15)}-${randomBytes(2).toString('hex')}`;
}
