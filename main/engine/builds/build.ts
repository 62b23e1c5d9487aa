// One build by BuildKit, from the question to the image: files go as they are asked for, steps come as they are told.

import type { BuildLogPiece, BuildStep, BuildWarning } from '../../../preload/contract/builds.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { buildMessages } from './messages.ts';
import { buildQuery, type BuildOptions } from './query.ts';
import type { EngineRequests } from './requests.ts';
import { openBuildSession, type SessionOffer } from './session.ts';
import { collectSteps, newsOf } from './steps.ts';

/** What a build tells while it runs. */
export type BuildNews =
  | { kind: 'steps'; steps: BuildStep[] }
  | { kind: 'log'; pieces: BuildLogPiece[] }
  | { kind: 'warnings'; warnings: BuildWarning[] }
  | { kind: 'image'; id: string }
  | { kind: 'failure'; message: string; exitCode?: number };

/**
 * @param offer what BuildKit may ask back for
 * @throws what kept the build from being tried: E_ENGINE_REFUSED, E_ENGINE_UNREACHABLE, E_TLS, E_CANCELLED
 */
export async function* buildWithBuildKit(
  requests: EngineRequests,
  options: BuildOptions,
  offer: SessionOffer,
  signal: AbortSignal,
): AsyncGenerator<BuildNews> {
  const leaving = new AbortController();
  const either = AbortSignal.any([signal, leaving.signal]);
  const session = await openBuildSession(requests, offer, either);
  try {
    const query = buildQuery(options);
    query.set('version', '2');
    query.set('remote', 'client-session');
    query.set('session', session.id);
    const answer = await requests.ask({ method: 'POST', path: `/build?${query.toString()}` }, either);
    const steps = collectSteps();
    for await (const messages of buildMessages(answer)) {
      for (const message of messages) {
        if (message.kind === 'status') yield* newsOf(steps.take(message.status));
        else if (message.kind === 'image' || message.kind === 'failure') yield message;
      }
    }
    yield { kind: 'steps', steps: steps.settle() };
  } catch (cause) {
    if (signal.aborted) throw new SlipwayError('E_CANCELLED', 'the build was cancelled', { cause });
    throw requests.explain(cause);
  } finally {
    leaving.abort();
    session.close();
  }
}
