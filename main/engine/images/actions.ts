// What is done to images the engine has: tagged, removed, pruned.

import { z } from 'zod';
import type { Pruned } from '../../../preload/contract/lists.ts';
import type { Engine } from '../docker.ts';
import { splitReference } from './reference.ts';

/** @throws E_NOT_FOUND, E_ENGINE_REFUSED for a name the engine does not take */
export async function tagImage(engine: Engine, image: string, as: string): Promise<void> {
  const { repository, tag } = splitReference(as);
  await engine.ask((docker) => docker.getImage(image).tag({ repo: repository, tag }));
}

const Removed = z.array(z.object({ Untagged: z.string().optional(), Deleted: z.string().optional() }));

/**
 * @param force also an image with several names, or one that a stopped container was made of
 * @returns the names and ids that are gone
 * @throws E_NOT_FOUND, E_CONFLICT while a container has it
 */
export async function removeImage(engine: Engine, image: string, force: boolean): Promise<string[]> {
  const answer = await engine.ask((docker) => docker.getImage(image).remove({ force }));
  return namesOf(Removed.parse(answer));
}

const PruneAnswer = z.object({ ImagesDeleted: Removed.nullish(), SpaceReclaimed: z.number() });

/** @param all every image that no container was made of, not only those without a name */
export async function pruneImages(engine: Engine, all: boolean): Promise<Pruned> {
  const answer = await engine.ask((docker) => docker.pruneImages({ filters: { dangling: [String(!all)] } }));
  const { ImagesDeleted, SpaceReclaimed } = PruneAnswer.parse(answer);
  return { removed: namesOf(ImagesDeleted ?? []), freedBytes: SpaceReclaimed };
}

function namesOf(removed: z.output<typeof Removed>): string[] {
  return removed.flatMap(({ Untagged, Deleted }) => Untagged ?? Deleted ?? []);
}
