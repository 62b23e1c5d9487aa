// One build from its beginning to its place in the history: performed, compared with the one before, kept.

import type { BuildOutcome, BuildRequest, BuildRow, BuildStep } from '../../../preload/contract/builds.ts';
import { collectStamps } from '../../engine/builds/inputs.ts';
import type { EngineRequests } from '../../engine/builds/requests.ts';
import type { App } from '../app.ts';
import type { KnownBuild } from './builds.ts';
import { compareBuild } from './compare.ts';
import type { History } from './history.ts';
import type { Material } from './material.ts';
import { performBuild } from './perform.ts';

export interface Means {
  app: App;
  material: Material;
  requests: EngineRequests;
  history: History;
}

/** Never throws: a history that cannot be written costs no build. */
export async function carryOut(build: KnownBuild, means: Means): Promise<void> {
  const { request, run, ending } = build;
  const { app, material, requests, history } = means;
  const stamps = collectStamps();
  const outcome = await performBuild(app, requests, request, material, run, stamps, ending.signal);
  const ended = { id: build.row.id, request, material, steps: run.steps(), stamps };
  const compared = await compareBuild(history, requests, ended).catch(() => undefined);
  const miss = outcome.kind === 'cancelled' ? undefined : compared?.miss;
  const row = endedRow(build.row, outcome, run.steps());
  build.row = miss === undefined ? row : { ...row, miss };
  run.end(outcome, miss);
  try {
    await history.keep({
      row: build.row,
      request: withoutSecrets(request),
      steps: run.steps(),
      warnings: [...run.warnings()],
      outcome,
      pieces: [...run.pieces()],
    });
    if (compared !== undefined) await history.keepInputs(material.name, compared.inputs);
  } catch {
    // The disk is full, or the machine is gone: the build itself has been told of.
  }
}

function endedRow(row: BuildRow, outcome: BuildOutcome, steps: readonly BuildStep[]): BuildRow {
  const counted = steps.filter(({ lines, name }) => lines !== undefined && !/\] FROM /.test(name));
  return {
    ...row,
    state: outcome.kind,
    endedMs: Date.now(),
    ...(outcome.kind === 'built' ? { image: outcome.image } : {}),
    ...(outcome.kind === 'failed' ? { error: outcome.failure.error } : {}),
    steps: {
      total: counted.length,
      cached: counted.filter(({ state }) => state === 'cached').length,
    },
  };
}

/** Secrets are kept nowhere, but for the name of a file. */
export function withoutSecrets(request: BuildRequest): BuildRequest {
  return { ...request, secrets: request.secrets.filter(({ from }) => from.kind === 'file') };
}
