// Images as a list shows them, with the containers that were made of each.

import { z } from 'zod';
import type { ImageRow } from '../../../preload/contract/images.ts';
import { listContainers } from '../containers/rows.ts';
import type { Engine } from '../docker.ts';

/** One of GET /images/json; fields we do not use are left alone. */
const Summary = z.object({
  Id: z.string(),
  RepoTags: z.array(z.string()).nullish(),
  Size: z.number(),
  Created: z.number(),
});

/** Images that have a tag or that nothing is built on; layers in between are left out, as `docker images` does. */
export async function listImages(engine: Engine): Promise<ImageRow[]> {
  const [answer, containers] = await Promise.all([
    engine.ask((docker) => docker.listImages()),
    listContainers(engine),
  ]);
  const users = new Map<string, string[]>();
  for (const { imageId, name } of containers) {
    const known = users.get(imageId);
    if (known === undefined) users.set(imageId, [name]);
    else known.push(name);
  }
  return z
    .array(Summary)
    .parse(answer)
    .map(({ Id, RepoTags, Size, Created }) => ({
      id: Id,
      tags: (RepoTags ?? []).filter((tag) => tag !== '<none>:<none>'),
      sizeBytes: Size,
      createdMs: Created * 1000,
      usedBy: users.get(Id) ?? [],
    }));
}
