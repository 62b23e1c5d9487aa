// The contract's operations on builds, each a use-case of its own.

import type { BuildsContract } from '../../../preload/contract/builds.ts';
import type { Handlers } from '../../../preload/contract/define.ts';
import type { Builds } from './builds.ts';

export function buildHandlers(builds: Builds): Handlers<typeof BuildsContract> {
  return {
    start: async ({ machine, request }) => ({ build: await builds.start(machine, request) }),
    follow: ({ machine, build }, signal) => builds.find(machine, build).follow(signal),
    cancel: async ({ machine, build }) => builds.cancel(machine, build),
  };
}
