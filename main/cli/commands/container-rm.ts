// `slipway container rm`: takes containers away.

import type { CommandInput } from '../command.ts';
import { actOnContainers } from '../container-act.ts';

export async function run(input: CommandInput): Promise<number | void> {
  return actOnContainers(input, {
    kind: 'remove',
    force: input.flag('force'),
    volumes: input.flag('volumes'),
  });
}
