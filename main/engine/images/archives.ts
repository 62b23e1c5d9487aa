// Images as tar files: out of the engine and into it.

import type { Readable } from 'node:stream';
import { dialStream } from '../dial.ts';
import type { Docker, Engine } from '../docker.ts';
import { followProgress } from '../progress.ts';
import { splitReference } from './reference.ts';

/**
 * One tar of several images; whether it is whole has to be seen from its end.
 * @throws E_NOT_FOUND
 */
export async function openImagesTar(
  engine: Engine,
  images: readonly string[],
  signal: AbortSignal,
): Promise<Readable> {
  return engine.ask((docker) =>
    dialStream(docker, { path: '/images/get', query: { names: images }, signal }),
  );
}

/**
 * Loads every image of a tar that `docker save` wrote, compressed or not.
 * @returns their names, or their ids for those without
 * @throws E_ENGINE_REFUSED for what is no such tar
 */
export async function loadImagesTar(engine: Engine, tar: Readable, signal: AbortSignal): Promise<string[]> {
  const loaded: string[] = [];
  const load = (docker: Docker) => docker.loadImage(tar, { quiet: true, abortSignal: signal });
  for await (const messages of followProgress(engine, load, signal)) {
    for (const { stream } of messages) {
      const name = /^Loaded image(?: ID)?: (\S+)/.exec(stream ?? '')?.[1];
      if (name !== undefined) loaded.push(name);
    }
  }
  return loaded;
}

/** Makes an image of one layer out of a root file system. @throws E_ENGINE_REFUSED for what is no tar */
export async function importImageTar(
  engine: Engine,
  tar: Readable,
  as: string,
  signal: AbortSignal,
): Promise<void> {
  const { repository, tag } = splitReference(as);
  const options = { repo: repository, tag, abortSignal: signal };
  const questions = followProgress(engine, (docker) => docker.importImage(tar, options), signal);
  // Read to its end: a failure comes as its last message.
  for await (const messages of questions) void messages;
}
