// Starts a build, shows it to its end and says how it ended; Ctrl-C ends it.

import type { z } from 'zod';
import type { BuildRequest } from '../../preload/contract/builds.ts';
import { showBuild } from './build-display.ts';
import { showBuildOutcome } from './build-outcome.ts';
import type { CommandInput } from './command.ts';
import type { Client } from './service.ts';

/** @returns the exit code */
export async function buildAndShow(
  input: CommandInput,
  builds: Client['builds'],
  request: z.input<typeof BuildRequest>,
  signal: AbortSignal,
): Promise<number> {
  const { terminal, machine } = input;
  const began = performance.now();
  const { build } = await builds.start({ machine, request });
  // Ctrl-C is for the build; its end is then told like any other.
  const cancel = () => void builds.cancel({ machine, build }).catch(() => {});
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  const shown = await showBuild(terminal, builds.follow({ machine, build }));
  return showBuildOutcome(input, build, shown, performance.now() - began);
}
