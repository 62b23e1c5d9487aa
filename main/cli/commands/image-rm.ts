// `slipway image rm`: takes images away, and says what that came to.

import type { CommandInput } from '../command.ts';
import { showOutcomes } from '../outcomes.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { machine, args, flag } = input;
  return withService(input, async ({ images }) => {
    const outcomes = await images.remove({ machine, images: [...args], force: flag('force') });
    return showOutcomes(input, outcomes, ({ removed }) => removed);
  });
}
