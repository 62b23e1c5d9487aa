// `slipway container pause`: freezes containers where they are.

import type { CommandInput } from '../command.ts';
import { actOnContainers } from '../container-act.ts';

export async function run(input: CommandInput): Promise<number | void> {
  return actOnContainers(input, { kind: 'pause' });
}
