// `slipway ssh`: a shell or a command in the guest; its exit code is ours.

import { runInGuest } from '../../app/guest.ts';
import type { CommandInput } from '../command.ts';

export async function run({ app, machine, args }: CommandInput): Promise<number> {
  return runInGuest(app, machine, args);
}
