// One build by the classic builder: the whole context first, as a tar, then one step after the other.

import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { BuildNews } from './build.ts';
import { collectClassicSteps } from './classic-steps.ts';
import { packContext } from './context-tar.ts';
import type { SendWatcher } from './diff-copy.ts';
import type { Dockerfile } from './dockerfile.ts';
import type { FileTree, TreeEntry } from './file-tree.ts';
import { buildMessages } from './messages.ts';
import { buildQuery, type BuildOptions } from './query.ts';
import type { EngineRequests } from './requests.ts';
import { newsOf } from './steps.ts';

export interface ClassicMaterial {
  context: FileTree;
  dockerfile: { bytes: Buffer; parsed: Dockerfile; ignore?: Buffer };
  watcher: SendWatcher;
  onFailure(thrown: unknown): void;
}

/** @throws as `buildWithBuildKit` */
export async function* buildClassically(
  requests: EngineRequests,
  options: BuildOptions,
  { context, dockerfile, watcher, onFailure }: ClassicMaterial,
  signal: AbortSignal,
): AsyncGenerator<BuildNews> {
  const leaving = new AbortController();
  const either = AbortSignal.any([signal, leaving.signal]);
  try {
    const ignore = dockerfile.ignore?.toString('utf8') ?? (await ignoreFileOf(context, either));
    const tar = packContext(context, dockerfile.bytes, ignore, watcher, either);
    tar.bytes.once('error', onFailure);
    const query = buildQuery({ ...options, dockerfile: tar.dockerfile });
    query.set('rm', '1');
    const question = {
      method: 'POST',
      path: `/build?${query.toString()}`,
      headers: { 'Content-Type': 'application/x-tar' },
      body: tar.bytes,
    } as const;
    const answer = await requests.ask(question, either);
    const steps = collectClassicSteps(dockerfile.parsed);
    let failure: string | undefined;
    for await (const messages of buildMessages(answer)) {
      for (const message of messages) {
        if (message.kind === 'text' || message.kind === 'layer') yield* newsOf(steps.take(message));
        else if (message.kind !== 'status') yield message;
        if (message.kind === 'failure') failure = message.message;
      }
    }
    yield { kind: 'steps', steps: steps.settle(failure) };
  } catch (cause) {
    if (signal.aborted) throw new SlipwayError('E_CANCELLED', 'the build was cancelled', { cause });
    throw requests.explain(cause);
  } finally {
    leaving.abort();
  }
}

async function ignoreFileOf(tree: FileTree, signal: AbortSignal): Promise<string> {
  const found: TreeEntry | undefined = await tree.find('.dockerignore');
  if (found?.kind !== 'file') return '';
  const pieces: Buffer[] = [];
  for await (const piece of tree.read(found, signal)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString('utf8');
}
