// `slipway container kill`: sends containers a signal.

import type { CommandInput } from '../command.ts';
import { actOnContainers } from '../container-act.ts';

export async function run(input: CommandInput): Promise<number | void> {
  return actOnContainers(input, { kind: 'kill', signal: input.value('signal') ?? 'SIGKILL' });
}
