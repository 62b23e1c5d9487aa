// `slipway build show`: a build that was kept, told once more.

import { showBuild } from '../build-display.ts';
import { showBuildOutcome } from '../build-outcome.ts';
import type { CommandInput } from '../command.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const [build = ''] = args;
  return withService(input, async ({ builds }, signal) => {
    const shown = await showBuild(terminal, builds.follow({ machine, build }, signal));
    const row = (await builds.list({ machine })).find(({ id }) => id === build);
    const tookMs = row?.endedMs === undefined ? 0 : row.endedMs - row.startedMs;
    // That one failed is what was asked for, not a failure of ours.
    showBuildOutcome(input, build, shown, tookMs);
  });
}
