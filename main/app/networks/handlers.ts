// The contract's operations on networks, each a use-case of its own.

import type { Handlers } from '../../../preload/contract/define.ts';
import type { NetworksContract } from '../../../preload/contract/networks.ts';
import type { Engines } from '../engines.ts';
import { watchList } from '../watch-list.ts';

export function networkHandlers(engines: Engines): Handlers<typeof NetworksContract> {
  return {
    watch: ({ machine }, signal) => watchList(engines, machine, 'networks', signal),
  };
}
