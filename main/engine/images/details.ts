// What an image is made of: its history, and the engine's own account of it.

import { z } from 'zod';
import type { HistoryStep } from '../../../preload/contract/images.ts';
import type { Engine } from '../docker.ts';

const Step = z.object({
  Id: z.string(),
  /** Seconds since 1970. */
  Created: z.number(),
  CreatedBy: z.string(),
  Size: z.number(),
  Tags: z.array(z.string()).nullish(),
});

/** The newest step first. @throws E_NOT_FOUND */
export async function imageHistory(engine: Engine, image: string): Promise<HistoryStep[]> {
  const answer = await engine.ask((docker) => docker.getImage(image).history());
  return z.array(Step).parse(answer).map(stepOf);
}

function stepOf({ Id, Created, CreatedBy, Size, Tags }: z.output<typeof Step>): HistoryStep {
  return {
    // Of an image that was pulled only the last step has an id.
    ...(Id === '<missing>' ? {} : { id: Id }),
    createdMs: Created * 1000,
    createdBy: CreatedBy,
    sizeBytes: Size,
    tags: Tags ?? [],
  };
}

/** @throws E_NOT_FOUND */
export async function inspectImage(engine: Engine, image: string): Promise<Record<string, unknown>> {
  return z
    .record(z.string(), z.unknown())
    .parse(await engine.ask((docker) => docker.getImage(image).inspect()));
}
