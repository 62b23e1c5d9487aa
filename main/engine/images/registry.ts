// Images from registries and to them, with what each layer is at, a few times a second.

import type { LayerProgress, PullEvent } from '../../../preload/contract/images.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { inBatches } from '../../lib/batches.ts';
import type { Docker, Engine } from '../docker.ts';
import { followProgress, type ProgressMessage } from '../progress.ts';
import { splitReference } from './reference.ts';
import { explainRegistry } from './registry-failure.ts';

/** Often enough for bars that move; the engine tells far more. */
const EVERY_MS = 200;

/**
 * @param platform `linux/arm64`; the machine's own unless said otherwise
 * @throws E_NOT_FOUND if the registry has none, E_ENGINE_REFUSED in the engine's words, E_CANCELLED
 */
export function pullImage(
  engine: Engine,
  { image, platform }: { image: string; platform?: string | undefined },
  signal: AbortSignal,
): AsyncGenerator<PullEvent> {
  const { repository, tag } = splitReference(image);
  const wished = platform === undefined ? {} : { platform };
  return follow(
    engine,
    (docker) => docker.createImage({ fromImage: repository, tag, ...wished, abortSignal: signal }),
    signal,
  );
}

/** @throws as `pullImage`; E_NOT_FOUND also where the engine has no such image */
export function pushImage(engine: Engine, image: string, signal: AbortSignal): AsyncGenerator<PullEvent> {
  const { repository, tag } = splitReference(image);
  return follow(
    engine,
    // The engine asks for the header with a login even where there is none.
    (docker) => docker.getImage(repository).push({ tag, abortSignal: signal, authconfig: {} }),
    signal,
  );
}

async function* follow(
  engine: Engine,
  question: (docker: Docker) => Promise<NodeJS.ReadableStream>,
  signal: AbortSignal,
): AsyncGenerator<PullEvent> {
  let isTold = false;
  try {
    for await (const messages of inBatches(followProgress(engine, question, signal), EVERY_MS)) {
      isTold = true;
      yield* pullEvents(messages);
    }
    // The engine's last message says how it ended; without one nothing was done.
    if (!isTold) throw new SlipwayError('E_ANSWER_INVALID', 'the engine said nothing of the image');
  } catch (thrown) {
    throw explainRegistry(thrown);
  }
}

/** A layer's short id; the message that a pull begins has the tag in its place. */
const LAYER = /^[0-9a-f]{12}$/;

/** Where each layer is at after these messages, and what was said of the whole. */
export function pullEvents(messages: readonly ProgressMessage[]): PullEvent[] {
  const layers = new Map<string, LayerProgress>();
  const events: PullEvent[] = [];
  for (const { id, status, progressDetail } of messages) {
    if (status === undefined) continue;
    if (id === undefined || !LAYER.test(id)) {
      events.push({ kind: 'status', text: id === undefined ? status : `${id}: ${status}` });
      continue;
    }
    const { current, total } = progressDetail ?? {};
    layers.set(id, {
      layer: id,
      status,
      ...(current === undefined ? {} : { doneBytes: current }),
      ...(total === undefined ? {} : { totalBytes: total }),
    });
  }
  if (layers.size > 0) events.unshift({ kind: 'layers', layers: [...layers.values()] });
  return events;
}
