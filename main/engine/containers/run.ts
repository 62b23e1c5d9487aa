// Makes a container and starts it, and tells how an existing one was run.

import { z } from 'zod';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import { RunSpec } from '../../../preload/contract/run-spec.ts';
import type { Docker, Engine } from '../docker.ts';
import { createBody, type CreateBody } from './create-body.ts';
import { specFromInspect } from './from-inspect.ts';
import { InspectedContainer, InspectedImage, type InspectedConfig } from './inspected.ts';
import { InspectedExtras, optionsLeftOut } from './left-out.ts';

const Created = z.object({ Id: z.string(), Warnings: z.array(z.string()).nullish() });

/**
 * As `docker run -d` does it: what was made stays if it cannot be started, so that one can look at it.
 * @param fileEnv what the spec's env files say
 * @throws E_NOT_FOUND for the image (with how to get it) or a network, E_CONFLICT for the name, E_ENGINE_REFUSED
 */
export async function runContainer(
  engine: Engine,
  spec: RunSpec,
  fileEnv: RunSpec['env'],
): Promise<{ id: string; warnings: string[] }> {
  const made = await makeContainer(engine, spec, fileEnv);
  await startContainer(engine, made.id, spec);
  return made;
}

/** @throws E_NOT_FOUND for the image (with how to get it), E_CONFLICT for the name, E_ENGINE_REFUSED */
export async function makeContainer(
  engine: Engine,
  spec: RunSpec,
  fileEnv: RunSpec['env'],
): Promise<{ id: string; warnings: string[] }> {
  const created = await engine
    .ask((docker) => create(docker, spec.name, createBody(spec, fileEnv)))
    .catch((thrown: unknown) => {
      throw missingImage(thrown, spec.image);
    });
  const { Id: id, Warnings: warnings } = Created.parse(created);
  return { id, warnings: warnings ?? [] };
}

/** @throws E_NOT_FOUND for a network, E_ENGINE_REFUSED */
export async function startContainer(engine: Engine, id: string, spec: RunSpec): Promise<void> {
  await engine
    .ask((docker) => docker.getContainer(id).start())
    .catch((thrown: unknown) => {
      throw notStarted(thrown, id, spec);
    });
}

/** Not dockerode's createContainer: that puts all of the body into the URL as well, and drops the engine's warnings. */
function create(docker: Docker, name: string | undefined, body: CreateBody): Promise<unknown> {
  const options = { _query: name === undefined ? {} : { name }, _body: body };
  const statusCodes = {
    201: true,
    400: 'bad parameter',
    404: 'no such thing',
    409: 'conflict',
    500: 'error',
  };
  return new Promise((resolve, reject) => {
    docker.modem.dial(
      { path: '/containers/create?', method: 'POST', options, statusCodes },
      (failure: Error | null, answer: unknown) => {
        if (failure === null) resolve(answer);
        else reject(failure);
      },
    );
  });
}

function missingImage(thrown: unknown, image: string): unknown {
  const isMissing =
    thrown instanceof SlipwayError && thrown.code === 'E_NOT_FOUND' && /no such image/i.test(thrown.message);
  if (!isMissing) return thrown;
  return new SlipwayError('E_NOT_FOUND', `the machine has no image ${image}`, {
    hint: `Pull it first: docker pull ${image}`,
    cause: thrown,
  });
}

function notStarted(thrown: unknown, id: string, { name, autoRemove }: RunSpec): unknown {
  // The engine itself removes one that is to be removed at its end.
  if (!(thrown instanceof SlipwayError) || autoRemove) return thrown;
  const container = name ?? id.slice(0, 12);
  return new SlipwayError(thrown.code, thrown.message, {
    hint: `The container ${container} is made and does not run: start it when the cause is gone, or remove it.`,
    cause: thrown,
  });
}

/**
 * What a container was run with, as far as the engine knows; and the options that a spec cannot hold.
 * @throws E_NOT_FOUND, E_ENGINE_REFUSED
 */
export async function runSpecOf(engine: Engine, id: string): Promise<{ spec: RunSpec; leftOut: string[] }> {
  const account: unknown = await engine.ask((docker) => docker.getContainer(id).inspect());
  const container = InspectedContainer.parse(account);
  const isOnHostNetwork = container.HostConfig.NetworkMode === 'host';
  const [image, machineHostname] = await Promise.all([
    imageConfig(engine, container.Image),
    isOnHostNetwork ? hostnameOfMachine(engine) : '',
  ]);
  const spec = RunSpec.safeParse(specFromInspect(container, { image, machineHostname }));
  if (spec.success)
    return { spec: spec.data, leftOut: optionsLeftOut(InspectedExtras.parse(account), container) };
  const what = spec.error.issues[0]?.path.join('.') ?? 'something';
  throw new SlipwayError('E_ENGINE_REFUSED', `${id} cannot be told as a docker run line: its ${what}`, {
    hint: 'Its inspect page has all that the engine knows.',
    cause: spec.error,
  });
}

async function imageConfig(engine: Engine, imageId: string): Promise<InspectedConfig | undefined> {
  try {
    const image = await engine.ask((docker) => docker.getImage(imageId).inspect());
    return InspectedImage.parse(image).Config ?? undefined;
  } catch (thrown) {
    if (thrown instanceof SlipwayError && thrown.code === 'E_NOT_FOUND') return undefined;
    throw thrown;
  }
}

async function hostnameOfMachine(engine: Engine): Promise<string> {
  const info: unknown = await engine.ask((docker) => docker.info());
  return z.object({ Name: z.string().catch('') }).parse(info).Name;
}
