// Compares a build that has run with the one of its name before: what it was made of, and why the cache missed.

import { z } from 'zod';
import type { BuildId, BuildRequest, BuildStep, CacheMiss } from '../../../preload/contract/builds.ts';
import { explainMiss } from '../../engine/builds/cache-miss.ts';
import { parseDockerfile } from '../../engine/builds/dockerfile.ts';
import { carrySums, type BuildInputs, type Stamps } from '../../engine/builds/inputs.ts';
import type { EngineRequests } from '../../engine/builds/requests.ts';
import type { History } from './history.ts';
import type { Material } from './material.ts';

/** Ids of bases are asked for once a build has ended; it should not wait for them. */
const ANSWER_MS = 2000;
/** A Dockerfile of megabytes was made by a program, and is not compared. */
const MOST_CHARACTERS = 1024 * 1024;

export interface EndedBuild {
  id: BuildId;
  request: BuildRequest;
  material: Material;
  steps: readonly BuildStep[];
  stamps: Stamps;
}

export interface Compared {
  inputs: BuildInputs;
  miss: CacheMiss | undefined;
}

/** @returns undefined where there is nothing to compare */
export async function compareBuild(
  history: History,
  requests: EngineRequests,
  { id, request, material, steps, stamps }: EndedBuild,
): Promise<Compared | undefined> {
  const dockerfile = material.dockerfile.bytes.toString('utf8');
  if (dockerfile.length > MOST_CHARACTERS || !steps.some(({ lines }) => lines !== undefined))
    return undefined;
  const before = await history.inputsOf(material.name);
  const inputs: BuildInputs = {
    build: id,
    // The classic one numbers its steps without a whole.
    builder: steps.some(({ id: step }) => step.startsWith('step-')) ? 'classic' : 'BuildKit',
    platform: request.platform ?? '',
    args: Object.fromEntries(request.args.map(({ name, value }) => [name, value])),
    dockerfile,
    bases: {},
    settled: steps.flatMap(({ name, state }) => (state === 'done' || state === 'cached' ? [name] : [])),
    files: carrySums(stamps.files, before?.files ?? {}),
  };
  const isCached = explainMiss({ inputs, steps, noCache: false }, before) === undefined;
  inputs.bases = isCached && before !== undefined ? before.bases : await basesOf(requests, dockerfile, steps);
  return { inputs, miss: explainMiss({ inputs, steps, noCache: request.noCache }, before) };
}

const FROM = /^\[[^\]]*\] FROM (\S+?)(?:@(sha256:[0-9a-f]+))?$/;
const Image = z.object({ Id: z.string() });

/** By stage: the image it begins with, and which one that was. */
async function basesOf(
  requests: EngineRequests,
  text: string,
  steps: readonly BuildStep[],
): Promise<Record<string, string>> {
  const { stages } = parseDockerfile(text);
  const found = await Promise.all(
    stages.map(async ({ name, instructions }) => {
      const line = instructions[0]?.from;
      const step = steps.find(({ lines, name: called }) => lines?.from === line && FROM.test(called));
      const [, image, digest] = FROM.exec(step?.name ?? '') ?? [];
      if (image === undefined) return [];
      const id = digest ?? (await imageId(requests, image));
      return id === undefined ? [] : [[name, `${image} ${id}`] as const];
    }),
  );
  return Object.fromEntries(found.flat());
}

async function imageId(requests: EngineRequests, image: string): Promise<string | undefined> {
  const question = { method: 'GET', path: `/images/${encodeURIComponent(image)}/json` } as const;
  const answer = await requests.askJson(question, AbortSignal.timeout(ANSWER_MS)).catch(() => undefined);
  const parsed = Image.safeParse(answer);
  return parsed.success ? parsed.data.Id : undefined;
}
