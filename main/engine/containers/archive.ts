// Files of a container as the engine gives and takes them: a tar of one file or folder, whether the container runs or not.

import { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { Engine } from '../docker.ts';
import { openEngineStream } from '../open-stream.ts';

export interface PathInContainer {
  /** With a last link followed. */
  path: string;
  kind: 'file' | 'folder' | 'other';
  sizeBytes: number;
}

/** Go's os.FileMode, which is not the system's: its highest bits tell the kind. */
const GO_FOLDER = 2 ** 31;
const GO_NOT_REGULAR = [27, 26, 25, 24, 21, 19].map((bit) => 2 ** bit);
const MOST_LINKS = 10;
const Stat = z.object({ size: z.number(), mode: z.number(), linkTarget: z.string() });

/** What is at a path; undefined for nothing. @throws E_NOT_FOUND if there is no such container */
export async function statInContainer(
  engine: Engine,
  id: string,
  path: string,
): Promise<PathInContainer | undefined> {
  let at = path;
  for (let link = 0; link <= MOST_LINKS; link += 1) {
    const found = await stat(engine, id, at);
    if (found === undefined) return undefined;
    // The engine says where a link leads from the container's root, and never out of it.
    if (found.linkTarget === '' || found.linkTarget === at)
      return { path: at, kind: kindOf(found.mode), sizeBytes: found.size };
    at = found.linkTarget;
  }
  return undefined;
}

/** @param path of a file or a folder, whose name begins the names of all entries */
export async function openArchive(
  engine: Engine,
  id: string,
  path: string,
  signal: AbortSignal,
): Promise<Readable> {
  return openEngineStream(engine, `/containers/${id}/archive`, { path }, signal);
}

/**
 * Unpacks a tar into a folder of the container.
 * @throws E_NOT_FOUND, E_NO_PERMISSION where its file system is read-only, E_ENGINE_REFUSED
 */
export async function putArchive(
  engine: Engine,
  id: string,
  folder: string,
  tar: Readable,
  signal: AbortSignal,
): Promise<void> {
  const options = { path: folder, noOverwriteDirNonDir: 'true', abortSignal: signal };
  await engine.ask((docker) => docker.getContainer(id).putArchive(tar, options)).catch(explain);
}

async function stat(engine: Engine, id: string, path: string): Promise<z.output<typeof Stat> | undefined> {
  const answer: unknown = await engine
    .ask((docker) => docker.getContainer(id).infoArchive({ path }))
    .catch(async (thrown: unknown) => {
      if (!(thrown instanceof SlipwayError && thrown.code === 'E_NOT_FOUND')) throw thrown;
      // A HEAD has no words: whether the path is missing or the container, only another question tells.
      await engine.ask((docker) => docker.getContainer(id).inspect());
      return undefined;
    });
  if (!(answer instanceof IncomingMessage)) return undefined;
  answer.resume();
  const header = String(answer.headers['x-docker-container-path-stat'] ?? '');
  return Stat.parse(JSON.parse(Buffer.from(header, 'base64').toString()));
}

function kindOf(mode: number): PathInContainer['kind'] {
  const has = (bit: number) => Math.floor(mode / bit) % 2 === 1;
  if (has(GO_FOLDER)) return 'folder';
  return GO_NOT_REGULAR.some(has) ? 'other' : 'file';
}

function explain(thrown: unknown): never {
  if (thrown instanceof SlipwayError && /read-only/.test(thrown.message))
    throw new SlipwayError('E_NO_PERMISSION', thrown.message, { cause: thrown });
  throw thrown;
}
