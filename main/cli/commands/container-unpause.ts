// `slipway container unpause`: lets paused containers go on.

import type { CommandInput } from '../command.ts';
import { actOnContainers } from '../container-act.ts';

export async function run(input: CommandInput): Promise<number | void> {
  return actOnContainers(input, { kind: 'unpause' });
}
