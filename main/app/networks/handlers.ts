// The contract's operations on networks, each a use-case of its own.

import type { Handlers } from '../../../preload/contract/define.ts';
import type { MachineName } from '../../../preload/contract/ids.ts';
import type { NetworksContract } from '../../../preload/contract/networks.ts';
import {
  connectToNetwork,
  createNetwork,
  disconnectFromNetwork,
  inspectNetwork,
  pruneNetworks,
  removeNetwork,
} from '../../engine/networks/actions.ts';
import { actOnAll } from '../act-on-all.ts';
import type { Engines } from '../engines.ts';
import { watchList } from '../watch-list.ts';

export function networkHandlers(engines: Engines): Handlers<typeof NetworksContract> {
  const engineOf = async (machine: MachineName) => (await engines.of(machine)).engine;
  return {
    watch: ({ machine }, signal) => watchList(engines, machine, 'networks', signal),
    create: async ({ machine, network, ...wishes }) =>
      createNetwork(await engineOf(machine), { name: network, ...wishes }),
    remove: async ({ machine, networks }) => {
      const engine = await engineOf(machine);
      return actOnAll(networks, (network) => removeNetwork(engine, network));
    },
    prune: async ({ machine }) => pruneNetworks(await engineOf(machine)),
    connect: async ({ machine, network, container }) =>
      connectToNetwork(await engineOf(machine), network, container),
    disconnect: async ({ machine, network, container, force }) =>
      disconnectFromNetwork(await engineOf(machine), network, container, force),
    inspect: async ({ machine, network }) => inspectNetwork(await engineOf(machine), network),
  };
}
