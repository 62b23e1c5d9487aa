// How a command line of ours is written for a person to type.

import type { MachineName } from '../../preload/contract/ids.ts';
import { DEFAULT_MACHINE } from '../machine/name.ts';

/** `slipway env`, or `slipway env --machine NAME` for another machine than the default one. */
export function slipwayWords(verb: string, machine: MachineName): string {
  return machine === DEFAULT_MACHINE ? `slipway ${verb}` : `slipway ${verb} --machine ${machine}`;
}
