// The contract's operations on images, each a use-case of its own.

import type { Handlers } from '../../../preload/contract/define.ts';
import type { ImagesContract } from '../../../preload/contract/images.ts';
import type { Engines } from '../engines.ts';
import { watchList } from '../watch-list.ts';

export function imageHandlers(engines: Engines): Handlers<typeof ImagesContract> {
  return {
    watch: ({ machine }, signal) => watchList(engines, machine, 'images', signal),
  };
}
