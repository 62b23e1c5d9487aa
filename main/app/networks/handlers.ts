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
import type { Engine } from '../../engine/docker.ts';
import { actOnAll } from '../act-on-all.ts';
import type { Engines } from '../engines.ts';
import { watchList } from '../watch-list.ts';

export function networkHandlers(engines: Engines): Handlers<typeof NetworksContract> {
  const engineOf = async (machine: MachineName) => (await engines.of(machine)).engine;
  /** Of a container that does not run the engine tells nothing when it joins or leaves. */
  const joinOrLeave = async (machine: MachineName, act: (engine: Engine) => Promise<void>) => {
    const { engine, lists } = await engines.of(machine);
    await act(engine);
    lists.containers.changed('all');
    lists.networks.changed('all');
  };
  return {
    watch: ({ machine }, signal) => watchList(engines, machine, 'networks', signal),
    create: async ({ machine, network, ...wishes }) =>
      createNetwork(await engineOf(machine), { name: network, ...wishes }),
    remove: async ({ machine, networks }) => {
      const engine = await engineOf(machine);
      return actOnAll(networks, (network) => removeNetwork(engine, network));
    },
    prune: async ({ machine }) => pruneNetworks(await engineOf(machine)),
    connect: ({ machine, network, container }) =>
      joinOrLeave(machine, (engine) => connectToNetwork(engine, network, container)),
    disconnect: ({ machine, network, container, force }) =>
      joinOrLeave(machine, (engine) => disconnectFromNetwork(engine, network, container, force)),
    inspect: async ({ machine, network }) => inspectNetwork(await engineOf(machine), network),
  };
}
