// `slipway build again`: builds what a kept build was asked for, be it a folder as it is now or a commit.

import { buildAndShow } from '../build-and-show.ts';
import type { CommandInput } from '../command.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { machine, args } = input;
  const [build = ''] = args;
  return withService(input, async ({ builds }, signal) => {
    const request = await builds.request({ machine, build });
    return buildAndShow(input, builds, request, signal);
  });
}
