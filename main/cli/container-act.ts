// The verbs that do one thing to several containers: start, stop, restart, pause, unpause, kill, rm.

import type { ContainerAction } from '../../preload/contract/containers.ts';
import type { CommandInput } from './command.ts';
import { showOutcomes } from './outcomes.ts';
import { withService } from './service.ts';
import { usageError } from './usage.ts';

/** Does it to every container named, and names those it was done to. */
export async function actOnContainers(input: CommandInput, action: ContainerAction): Promise<number | void> {
  const { machine, args } = input;
  return withService(input, async ({ containers }) =>
    showOutcomes(input, await containers.act({ machine, ids: [...args], action })),
  );
}

/** --time in seconds, if it was given. @throws E_USAGE */
export function graceOf({ value }: CommandInput): { graceSeconds?: number } {
  const text = value('time');
  if (text === undefined) return {};
  if (/^\d{1,4}$/.test(text) && Number(text) <= 3600) return { graceSeconds: Number(text) };
  throw usageError(`--time ${text}: not a number of seconds`, 'From 0 to 3600, for example: --time 30');
}
