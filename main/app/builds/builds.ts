// The builds of this program: started, followed and cancelled by name.

import { randomBytes } from 'node:crypto';
import type { BuildId, BuildRequest } from '../../../preload/contract/builds.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import { openEngineRequests } from '../../engine/builds/requests.ts';
import type { App } from '../app.ts';
import { findEngine } from '../running-machine.ts';
import { BuildRun } from './build-run.ts';
import { findMaterial } from './find-material.ts';
import { performBuild } from './perform.ts';

/** Those that ended are kept for whoever still follows them; older ones are in the history. */
const KEPT = 20;

interface Kept {
  machine: MachineName;
  run: BuildRun;
  ending: AbortController;
}

export interface Builds {
  /** @throws E_NOT_FOUND, E_NO_PERMISSION, E_USAGE, E_NO_MACHINE, E_NOT_RUNNING, E_TLS */
  start(machine: MachineName, request: BuildRequest): Promise<BuildId>;
  /** @throws E_NOT_FOUND */
  find(machine: MachineName, build: BuildId): BuildRun;
  cancel(machine: MachineName, build: BuildId): void;
  /** Cancels all. */
  close(): void;
}

export function openBuilds(app: App): Builds {
  const kept = new Map<BuildId, Kept>();
  const keep = (id: BuildId, one: Kept) => {
    kept.set(id, one);
    const ended = [...kept].filter(([, { run }]) => run.outcome !== undefined);
    for (const [old] of ended.slice(0, Math.max(0, ended.length - KEPT))) kept.delete(old);
  };
  const find = (machine: MachineName, id: BuildId): Kept => {
    const found = kept.get(id);
    if (found?.machine === machine) return found;
    throw new SlipwayError('E_NOT_FOUND', `no build ${id} runs here`, {
      hint: 'slipway build ls shows those that were kept.',
    });
  };
  return {
    async start(machine, request) {
      const material = await findMaterial(app, request);
      const requests = await openEngineRequests(await findEngine(app, machine));
      const id = newId();
      const one = { machine, run: new BuildRun(), ending: new AbortController() };
      keep(id, one);
      void performBuild(app, requests, request, material, one.run, one.ending.signal)
        .then((outcome) => one.run.end(outcome))
        .finally(() => {
          requests.close();
          material.close();
        });
      return id;
    },
    find: (machine, id) => find(machine, id).run,
    cancel: (machine, id) => find(machine, id).ending.abort(),
    close: () => {
      for (const { ending } of kept.values()) ending.abort();
    },
  };
}

/** In the order of time: `20261125-014756-1a2b`. */
function newId(now = new Date()): BuildId {
  const digits = now.toISOString().replace(/[-:]/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(9, 15)}-${randomBytes(2).toString('hex')}`;
}
