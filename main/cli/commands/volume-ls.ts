// `slipway volume ls`: the volumes, who has each and, with --sizes, how big they are.

import type { CommandInput } from '../command.ts';
import { ageText, bytesText } from '../figures.ts';
import { json, table } from '../output.ts';
import { withService } from '../service.ts';
import { snapshotOf } from '../snapshot.ts';

const HEADINGS = ['NAME', 'DRIVER', 'CREATED', 'SIZE', 'USED BY'] as const;

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, flag } = input;
  return withService(input, async ({ volumes }, signal) => {
    const [found, sizes] = await Promise.all([
      snapshotOf(volumes.watch({ machine }, signal)),
      flag('sizes') ? volumes.sizes({ machine }, signal) : undefined,
    ]);
    const rows = found.toSorted((one, other) => one.name.localeCompare(other.name));
    if (input.json) {
      const sized = (name: string) => (sizes?.[name] === undefined ? {} : { sizeBytes: sizes[name] });
      return terminal.out(json(rows.map((row) => Object.assign(row, sized(row.name)))));
    }
    const cells = rows.map(({ name, driver, createdMs, usedBy }) => [
      name,
      driver,
      ageText(createdMs),
      sizes?.[name] === undefined ? '' : bytesText(sizes[name]),
      usedBy.join(', '),
    ]);
    terminal.out(table(HEADINGS, cells));
  });
}
