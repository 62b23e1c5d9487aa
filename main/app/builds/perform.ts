// Carries a build out: hands BuildKit the files it asks for, and notes what it tells.

import { readFile } from 'node:fs/promises';
import type { BuildOutcome, BuildRequest, BuildStep } from '../../../preload/contract/builds.ts';
import { SlipwayError, toWireError } from '../../../preload/contract/errors.ts';
import { buildWithBuildKit, type BuildNews } from '../../engine/builds/build.ts';
import { buildClassically } from '../../engine/builds/classic.ts';
import { parseDockerfile, placeOfStep, type Dockerfile } from '../../engine/builds/dockerfile.ts';
import { explainFailure } from '../../engine/builds/failure.ts';
import type { Stamps } from '../../engine/builds/inputs.ts';
import { memoryTree } from '../../engine/builds/memory-tree.ts';
import type { EngineRequests } from '../../engine/builds/requests.ts';
import type { SessionOffer } from '../../engine/builds/session.ts';
import type { App } from '../app.ts';
import { requireHostPath } from '../host-paths.ts';
import type { BuildRun } from './build-run.ts';
import type { Material } from './material.ts';

/** Often enough for a figure that moves. */
const TELL_EVERY_MS = 100;

/** Never throws: whatever happens is the build's outcome. */
export async function performBuild(
  app: App,
  requests: EngineRequests,
  request: BuildRequest,
  material: Material,
  run: BuildRun,
  stamps: Stamps,
  signal: AbortSignal,
): Promise<BuildOutcome> {
  const dockerfile = parseDockerfile(material.dockerfile.bytes.toString('utf8'));
  const failed: { sending?: unknown } = {};
  const sending = watchSending(run, stamps);
  const offer = offerOf(app, request, material, {
    watcher: sending.watcher,
    onFailure: (thrown) => (failed.sending ??= thrown),
  });
  try {
    const ending = await note(
      buildByEither(requests, request, material, dockerfile, offer, signal),
      run,
      dockerfile,
    );
    sending.end();
    // What is left out is met again whenever the engine asks for the files anew.
    run.noteWarnings([...new Set(material.warnings)].map((text) => ({ text, detail: [] })));
    if (ending.image !== undefined && ending.failure === undefined)
      return { kind: 'built', image: ending.image, tags: material.tags };
    // Why the files could not be sent says more than that the engine did not get them.
    if (failed.sending !== undefined) throw failed.sending;
    return { kind: 'failed', failure: explain(ending, run, material, dockerfile) };
  } catch (thrown) {
    if (signal.aborted) return { kind: 'cancelled' };
    return { kind: 'failed', failure: { error: toWireError(failed.sending ?? thrown) } };
  }
}

/** By BuildKit, unless the engine has none or the other one is asked for. */
async function* buildByEither(
  requests: EngineRequests,
  request: BuildRequest,
  material: Material,
  parsed: Dockerfile,
  offer: SessionOffer,
  signal: AbortSignal,
): AsyncGenerator<BuildNews> {
  const options = { ...request, ...material, dockerfile: material.dockerfile.name };
  if (!request.classic) {
    try {
      return yield* buildWithBuildKit(requests, options, offer, signal);
    } catch (thrown) {
      if (!lacksBuildKit(thrown)) throw thrown;
      const text = 'the engine has no BuildKit: its classic builder is taken';
      yield { kind: 'warnings', warnings: [{ text, detail: [] }] };
    }
  }
  if (request.secrets.length > 0) {
    throw new SlipwayError('E_USAGE', 'the classic builder takes no secrets', {
      hint: 'Secrets are given by BuildKit: build without --classic.',
    });
  }
  const dockerfile = { ...material.dockerfile, parsed };
  yield* buildClassically(requests, options, { ...offer, ...material, dockerfile }, signal);
}

/** An engine before 18.09 has no sessions; a later one may have BuildKit turned off. */
function lacksBuildKit(thrown: unknown): boolean {
  if (!(thrown instanceof SlipwayError)) return false;
  return thrown.code === 'E_NOT_FOUND' || /buildkit is not enabled/i.test(thrown.message);
}

interface Ending {
  image?: string;
  failure?: Extract<BuildNews, { kind: 'failure' }>;
}

async function note(news: AsyncIterable<BuildNews>, run: BuildRun, dockerfile: Dockerfile): Promise<Ending> {
  const ending: Ending = {};
  for await (const one of news) {
    if (one.kind === 'log') run.noteLog(one.pieces);
    else if (one.kind === 'warnings') run.noteWarnings(one.warnings);
    else if (one.kind === 'image') ending.image = one.id;
    else if (one.kind === 'failure') ending.failure = one;
    else {
      run.noteSteps(one.steps.map((step) => withLines(step, dockerfile)));
    }
  }
  return ending;
}

function withLines(step: BuildStep, dockerfile: Dockerfile): BuildStep {
  if (step.lines !== undefined) return step;
  const lines = placeOfStep(dockerfile, step.name)?.instruction;
  return lines === undefined ? step : { ...step, lines: { from: lines.from, to: lines.to } };
}

function explain({ failure }: Ending, run: BuildRun, { dockerfile: file }: Material, dockerfile: Dockerfile) {
  if (failure === undefined) {
    throw new SlipwayError('E_ENGINE_UNREACHABLE', 'the engine ended the build without a word', {
      hint: 'It may have been restarted: slipway logs engine shows its last words.',
    });
  }
  const { message, exitCode } = failure;
  return explainFailure({
    message,
    ...(exitCode === undefined ? {} : { exitCode }),
    steps: run.steps(),
    dockerfile,
    text: file.bytes.toString('utf8'),
    file: file.shown,
  });
}

function offerOf(
  app: App,
  { secrets }: BuildRequest,
  { context, dockerfile, sharedKey }: Material,
  ears: Pick<SessionOffer, 'watcher' | 'onFailure'>,
): SessionOffer {
  const files = new Map([[dockerfile.name, dockerfile.bytes]]);
  if (dockerfile.ignore !== undefined) files.set(`${dockerfile.name}.dockerignore`, dockerfile.ignore);
  return {
    ...ears,
    trees: { context, dockerfile: memoryTree(files) },
    sharedKey,
    secret: async (id) => {
      const from = secrets.find((secret) => secret.id === id)?.from;
      if (from === undefined) return undefined;
      if (from.kind === 'value') return Buffer.from(from.value);
      return readFile(await requireHostPath(app, from.path, 'read'));
    },
  };
}

/** Counts what goes to the engine, and notes what it is told of. */
function watchSending(run: BuildRun, stamps: Stamps): { watcher: SessionOffer['watcher']; end(): void } {
  const progress = { sentBytes: 0, files: 0, complete: false };
  let toldMs = 0;
  const tell = () => {
    if (performance.now() - toldMs < TELL_EVERY_MS) return;
    toldMs = performance.now();
    run.noteContext(progress);
  };
  return {
    watcher: {
      told: stamps.told,
      sent: (entry, bytes) => {
        stamps.sent(entry, bytes);
        progress.sentBytes += bytes.length;
        tell();
      },
      wentWhole: () => {
        progress.files += 1;
        tell();
      },
    },
    end: () => run.noteContext({ ...progress, complete: true }),
  };
}
