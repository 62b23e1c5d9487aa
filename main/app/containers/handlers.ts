// The contract's operations on containers, each a use-case of its own.

import type { ContainersContract } from '../../../preload/contract/containers.ts';
import type { Handlers } from '../../../preload/contract/define.ts';
import { actOnContainer, renameContainer } from '../../engine/containers/actions.ts';
import { actOnAll } from '../act-on-all.ts';
import type { Engines } from '../engines.ts';
import { watchList } from '../watch-list.ts';

export function containerHandlers(engines: Engines): Handlers<typeof ContainersContract> {
  return {
    watch: ({ machine }, signal) => watchList(engines, machine, 'containers', signal),
    act: async ({ machine, ids, action }) => {
      const { engine } = await engines.of(machine);
      return actOnAll(ids, (id) => actOnContainer(engine, id, action));
    },
    rename: async ({ machine, id, name }) => renameContainer((await engines.of(machine)).engine, id, name),
  };
}
