// `slipway build`: an image of a folder or of a commit, its steps before one's eyes.

import { buildAndShow } from '../build-and-show.ts';
import { buildRequestOf } from '../build-request.ts';
import type { CommandInput } from '../command.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const request = buildRequestOf(input);
  return withService(input, ({ builds }, signal) => buildAndShow(input, builds, request, signal));
}
