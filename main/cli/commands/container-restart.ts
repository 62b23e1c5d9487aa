// `slipway container restart`: stops containers and starts them again.

import type { CommandInput } from '../command.ts';
import { actOnContainers, graceOf } from '../container-act.ts';

export async function run(input: CommandInput): Promise<number | void> {
  return actOnContainers(input, { kind: 'restart', ...graceOf(input) });
}
