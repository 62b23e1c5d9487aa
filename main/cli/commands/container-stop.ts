// `slipway container stop`: asks containers to end, and ends them if they do not.

import type { CommandInput } from '../command.ts';
import { actOnContainers, graceOf } from '../container-act.ts';

export async function run(input: CommandInput): Promise<number | void> {
  return actOnContainers(input, { kind: 'stop', ...graceOf(input) });
}
