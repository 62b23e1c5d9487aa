// `slipway build`: an image of a folder or of a commit, its steps before one's eyes.

import { buildRequestOf } from '../build-request.ts';
import { showBuild } from '../build-display.ts';
import { showBuildOutcome } from '../build-outcome.ts';
import type { CommandInput } from '../command.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine } = input;
  const request = buildRequestOf(input);
  const began = performance.now();
  return withService(input, async ({ builds }, signal) => {
    const { build } = await builds.start({ machine, request });
    // Ctrl-C is for the build; its end is then told like any other.
    const cancel = () => void builds.cancel({ machine, build }).catch(() => {});
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
    const shown = await showBuild(terminal, builds.follow({ machine, build }));
    return showBuildOutcome(input, build, shown, performance.now() - began);
  });
}
