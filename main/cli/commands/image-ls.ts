// `slipway image ls`: the images the engine has, newest first.

import type { CommandInput } from '../command.ts';
import { ageText, bytesText, shortId } from '../figures.ts';
import { json, table } from '../output.ts';
import { withService } from '../service.ts';
import { snapshotOf } from '../snapshot.ts';

const HEADINGS = ['IMAGE', 'ID', 'CREATED', 'SIZE', 'USED BY'] as const;

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine } = input;
  return withService(input, async ({ images }, signal) => {
    const rows = await snapshotOf(images.watch({ machine }, signal));
    rows.sort((one, other) => other.createdMs - one.createdMs);
    if (input.json) return terminal.out(json(rows));
    const cells = rows.flatMap(({ tags, id, createdMs, sizeBytes, usedBy }) =>
      (tags.length === 0 ? ['<none>'] : tags).map((tag) => [
        tag,
        shortId(id),
        ageText(createdMs),
        bytesText(sizeBytes),
        usedBy.join(', '),
      ]),
    );
    terminal.out(table(HEADINGS, cells));
  });
}
