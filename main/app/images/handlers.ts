// The contract's operations on images, each a use-case of its own.

import type { Handlers } from '../../../preload/contract/define.ts';
import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { ImagesContract } from '../../../preload/contract/images.ts';
import { pruneImages, removeImage, tagImage } from '../../engine/images/actions.ts';
import { importImageTar, loadImagesTar, openImagesTar } from '../../engine/images/archives.ts';
import { imageHistory, inspectImage } from '../../engine/images/details.ts';
import { pullImage, pushImage } from '../../engine/images/registry.ts';
import { watchTarEnd } from '../../lib/tar-end.ts';
import { actOnAll } from '../act-on-all.ts';
import type { App } from '../app.ts';
import type { Engines } from '../engines.ts';
import { requireHostPath } from '../host-paths.ts';
import { fromHostFile, toHostFile, type Inspector } from '../host-transfer.ts';
import { watchList } from '../watch-list.ts';

export function imageHandlers(app: App, engines: Engines): Handlers<typeof ImagesContract> {
  const engineOf = async (machine: MachineName) => (await engines.of(machine)).engine;
  return {
    watch: ({ machine }, signal) => watchList(engines, machine, 'images', signal),
    async *pull({ machine, image, platform }, signal) {
      yield* pullImage(await engineOf(machine), { image, platform }, signal);
    },
    async *push({ machine, image }, signal) {
      yield* pushImage(await engineOf(machine), image, signal);
    },
    tag: async ({ machine, image, as }) => tagImage(await engineOf(machine), image, as),
    remove: async ({ machine, images, force }) => {
      const engine = await engineOf(machine);
      const removed = new Map<string, string[]>();
      const remove = async (image: string) => removed.set(image, await removeImage(engine, image, force));
      // One after the other: names of one image that are taken away at once get in each other's way.
      const outcomes = await actOnAll(images, remove, 1);
      return outcomes.map((outcome) => Object.assign(outcome, { removed: removed.get(outcome.id) ?? [] }));
    },
    prune: async ({ machine, all }) => pruneImages(await engineOf(machine), all),
    history: async ({ machine, image }) => imageHistory(await engineOf(machine), image),
    inspect: async ({ machine, image }) => inspectImage(await engineOf(machine), image),
    async *save({ machine, images, to }, signal) {
      const path = await requireHostPath(app, to, 'write');
      const tar = await openImagesTar(await engineOf(machine), images, signal);
      yield* toHostFile(path, tar, wholeTar(), signal);
    },
    async *load({ machine, from }, signal) {
      const path = await requireHostPath(app, from, 'read');
      const engine = await engineOf(machine);
      const load = fromHostFile(path, (tar, until) => loadImagesTar(engine, tar, until), signal);
      const { taken: loaded, transfer } = yield* load;
      yield { ...transfer, loaded };
    },
    async *import({ machine, from, as }, signal) {
      const path = await requireHostPath(app, from, 'read');
      const engine = await engineOf(machine);
      yield* fromHostFile(path, (tar, until) => importImageTar(engine, tar, as, until), signal);
    },
  };
}

/** The engine says 200 before it reads the first layer, and of a later failure nothing but an early end. */
function wholeTar(): Inspector {
  const { see, isWhole } = watchTarEnd();
  return {
    see,
    verify: async () => {
      if (isWhole()) return;
      throw new SlipwayError('E_ENGINE_REFUSED', 'the engine gave up while it sent the images');
    },
  };
}
