// `slipway network ls`: the networks and the containers on each.

import type { CommandInput } from '../command.ts';
import { shortId } from '../figures.ts';
import { json, table } from '../output.ts';
import { withService } from '../service.ts';
import { snapshotOf } from '../snapshot.ts';

const HEADINGS = ['NAME', 'ID', 'DRIVER', 'SUBNETS', 'INTERNAL', 'CONTAINERS'] as const;

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine } = input;
  return withService(input, async ({ networks }, signal) => {
    const rows = await snapshotOf(networks.watch({ machine }, signal));
    rows.sort((one, other) => one.name.localeCompare(other.name));
    if (input.json) return terminal.out(json(rows));
    const cells = rows.map(({ name, id, driver, subnets, internal, containers }) => [
      name,
      shortId(id),
      driver,
      subnets.join(', '),
      internal ? 'yes' : 'no',
      containers.map((container) => container.name).join(', '),
    ]);
    terminal.out(table(HEADINGS, cells));
  });
}
