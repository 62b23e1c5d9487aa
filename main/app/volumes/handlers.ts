// The contract's operations on volumes, each a use-case of its own.

import type { Handlers } from '../../../preload/contract/define.ts';
import type { VolumesContract } from '../../../preload/contract/volumes.ts';
import type { Engines } from '../engines.ts';
import { watchList } from '../watch-list.ts';

export function volumeHandlers(engines: Engines): Handlers<typeof VolumesContract> {
  return {
    watch: ({ machine }, signal) => watchList(engines, machine, 'volumes', signal),
  };
}
