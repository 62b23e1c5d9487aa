// The contract's operations on volumes, each a use-case of its own.

import type { Handlers } from '../../../preload/contract/define.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { VolumesContract } from '../../../preload/contract/volumes.ts';
import {
  createVolume,
  inspectVolume,
  pruneVolumes,
  removeVolume,
  volumeSizes,
} from '../../engine/volumes/actions.ts';
import { volumeFolder } from '../../engine/volumes/folder.ts';
import { actOnAll } from '../act-on-all.ts';
import type { App } from '../app.ts';
import type { Engines } from '../engines.ts';
import { connectToGuest } from '../guest-connection.ts';
import { requireHostPath } from '../host-paths.ts';
import { watchList } from '../watch-list.ts';
import { backUpFolder, restoreFolder } from './archives.ts';
import { listVolumeFiles } from './files.ts';

export function volumeHandlers(app: App, engines: Engines): Handlers<typeof VolumesContract> {
  const engineOf = async (machine: MachineName) => (await engines.of(machine)).engine;
  return {
    watch: ({ machine }, signal) => watchList(engines, machine, 'volumes', signal),
    sizes: async ({ machine }, signal) => volumeSizes(await engineOf(machine), signal),
    create: async ({ machine, volume, labels }) => createVolume(await engineOf(machine), volume, labels),
    remove: async ({ machine, volumes }) => {
      const engine = await engineOf(machine);
      return actOnAll(volumes, (volume) => removeVolume(engine, volume));
    },
    prune: async ({ machine, all }) => pruneVolumes(await engineOf(machine), all),
    inspect: async ({ machine, volume }) => inspectVolume(await engineOf(machine), volume),
    listFiles: async ({ machine, volume, path }, signal) => {
      const folder = await volumeFolder(await engineOf(machine), volume);
      const ssh = await connectToGuest(app, machine, signal);
      try {
        return await listVolumeFiles(ssh, folder, path);
      } finally {
        ssh.dispose();
      }
    },
    async *backUp({ machine, volume, to }, signal) {
      const path = await requireHostPath(app, to, 'write');
      const folder = await volumeFolder(await engineOf(machine), volume);
      const ssh = await connectToGuest(app, machine, signal);
      try {
        yield* backUpFolder(ssh, folder, path, signal);
      } finally {
        ssh.dispose();
      }
    },
    async *restore({ machine, volume, from }, signal) {
      const path = await requireHostPath(app, from, 'read');
      const engine = await engineOf(machine);
      // Of one that is there this changes nothing, also if it is of another driver: that is refused next.
      await createVolume(engine, volume);
      const ssh = await connectToGuest(app, machine, signal);
      try {
        yield* restoreFolder(ssh, await volumeFolder(engine, volume), path, signal);
      } finally {
        ssh.dispose();
      }
    },
  };
}
