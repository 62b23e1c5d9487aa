// `slipway ls`: every machine in a table; a broken one is a row like the others.

import { listMachineRows } from '../../app/overview.ts';
import type { CommandInput } from '../command.ts';
import { json, table } from '../output.ts';

const HEADINGS = ['NAME', 'ACTIVE', 'STATE', 'URL', 'CPUS', 'MEMORY', 'DISK', 'PROBLEMS'] as const;

export async function run(input: CommandInput): Promise<void> {
  const { app, terminal } = input;
  const rows = await listMachineRows(app);
  if (input.json) return terminal.out(json(rows));
  const cells = rows.map((row) => [
    row.name,
    row.active ? '*' : '-',
    row.status,
    row.url ?? '',
    String(row.cpus ?? ''),
    row.memory ?? '',
    row.disk ?? '',
    row.problems.join('; '),
  ]);
  terminal.out(table(HEADINGS, cells));
}
