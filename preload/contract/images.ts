// Images: the list, what can be done to them, and what they are made of.

import { z } from 'zod';
import { call, stream } from './define.ts';
import { HostPath, ImageRef, MachineName } from './ids.ts';
import { listChange, Outcome, Pruned, Transfer } from './lists.ts';

export const ImageRow = z.object({
  /** `sha256:…` */
  id: z.string(),
  /** `name:tag`; none for a dangling image. */
  tags: z.array(z.string()),
  sizeBytes: z.number(),
  /** Milliseconds since 1970. */
  createdMs: z.number(),
  /** Names of containers that were made of it, running or not. */
  usedBy: z.array(z.string()),
});
export type ImageRow = z.infer<typeof ImageRow>;

export const HistoryStep = z.object({
  /** Left out for a step whose layer has no id of its own here. */
  id: z.string().optional(),
  createdMs: z.number(),
  /** The Dockerfile's instruction, as the builder kept it. */
  createdBy: z.string(),
  sizeBytes: z.number(),
  tags: z.array(z.string()),
});
export type HistoryStep = z.infer<typeof HistoryStep>;

/** How one layer of a pull or push goes. */
export const LayerProgress = z.object({
  layer: z.string(),
  /** The engine's words: `Downloading`, `Pull complete`. */
  status: z.string(),
  doneBytes: z.number().optional(),
  totalBytes: z.number().optional(),
});
export type LayerProgress = z.infer<typeof LayerProgress>;

export const PullEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('layers'), layers: z.array(LayerProgress) }),
  /** What belongs to no layer: `Digest: sha256:…`. */
  z.object({ kind: z.literal('status'), text: z.string() }),
]);
export type PullEvent = z.infer<typeof PullEvent>;

const OfMachine = z.object({ machine: MachineName });
const OfImage = OfMachine.extend({ image: ImageRef });

export const ImagesContract = {
  watch: stream(OfMachine, listChange(ImageRow)),
  /** @throws E_IMAGE_NOT_FOUND, E_REGISTRY with the registry's words */
  pull: stream(OfImage.extend({ platform: z.string().max(64).optional() }), PullEvent),
  push: stream(OfImage, PullEvent),
  tag: call(OfImage.extend({ as: ImageRef }), z.void()),
  remove: call(
    OfMachine.extend({ images: z.array(ImageRef).min(1).max(10_000), force: z.boolean() }),
    z.array(Outcome.extend({ removed: z.array(z.string()) })),
  ),
  /** Dangling images, or all that no container uses. */
  prune: call(OfMachine.extend({ all: z.boolean() }), Pruned),
  history: call(OfImage, z.array(HistoryStep)),
  inspect: call(OfImage, z.record(z.string(), z.unknown())),
  /** To one tar file of this computer. @throws E_CONFLICT if the file is there already */
  save: stream(OfMachine.extend({ images: z.array(ImageRef).min(1).max(100), to: HostPath }), Transfer),
  /** Every image of a tar file that `save` wrote. The last item names what was loaded. */
  load: stream(
    OfMachine.extend({ from: HostPath }),
    Transfer.extend({ loaded: z.array(z.string()).optional() }),
  ),
  /** A tar file of a root file system as a new image of one layer. */
  import: stream(OfMachine.extend({ from: HostPath, as: ImageRef }), Transfer),
};
