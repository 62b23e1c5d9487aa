// `slipway container port`: where on this computer a container's ports are.

import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { CommandInput } from '../command.ts';
import { portText } from '../container-ports.ts';
import { json } from '../output.ts';
import { withService } from '../service.ts';
import { snapshotOf } from '../snapshot.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine, args } = input;
  const [wished = ''] = args;
  return withService(input, async ({ containers }, signal) => {
    const rows = await snapshotOf(containers.watch({ machine }, signal));
    const found =
      rows.find(({ id, name }) => name === wished || id === wished) ??
      rows.find(({ id }) => wished.length >= 4 && id.startsWith(wished));
    if (found === undefined) throw new SlipwayError('E_NOT_FOUND', `No such container: ${wished}`);
    const published = found.ports.filter(({ hostPort }) => hostPort !== undefined);
    if (input.json) return terminal.out(json(published));
    for (const line of new Set(published.map(portText))) terminal.out(line);
  });
}
