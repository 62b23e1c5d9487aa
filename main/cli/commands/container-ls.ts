// `slipway container ls`: the containers that run, or all.

import type { CommandInput } from '../command.ts';
import { portText } from '../container-ports.ts';
import { shortId } from '../figures.ts';
import { json, table } from '../output.ts';
import { withService } from '../service.ts';
import { snapshotOf } from '../snapshot.ts';

const HEADINGS = ['NAME', 'ID', 'IMAGE', 'STATUS', 'PORTS'] as const;

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, flag } = input;
  return withService(input, async ({ containers }, signal) => {
    const all = await snapshotOf(containers.watch({ machine }, signal));
    const rows = all
      .filter(
        ({ state }) => flag('all') || state === 'running' || state === 'paused' || state === 'restarting',
      )
      .sort((one, other) => other.createdMs - one.createdMs);
    if (input.json) return terminal.out(json(rows));
    const cells = rows.map(({ name, id, image, status, ports }) => [
      name,
      shortId(id),
      image,
      status,
      [...new Set(ports.map(portText))].join(', '),
    ]);
    terminal.out(table(HEADINGS, cells));
  });
}
