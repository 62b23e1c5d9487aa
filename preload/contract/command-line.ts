// How a command line of ours is written for a person to type, wherever it is shown.

import type { MachineName } from './ids.ts';

/** The machine that commands mean when none is named. */
export const DEFAULT_MACHINE = 'default';

/** `slipway env`, or `slipway env --machine NAME` for another machine than the default one. */
export function slipwayLine(verb: string, machine: MachineName): string {
  return machine === DEFAULT_MACHINE ? `slipway ${verb}` : `slipway ${verb} --machine ${machine}`;
}
