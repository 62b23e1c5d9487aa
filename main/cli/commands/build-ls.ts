// `slipway build ls`: the builds that were kept, with what became of each.

import type { BuildRow } from '../../../preload/contract/builds.ts';
import type { CommandInput } from '../command.ts';
import { ageText, shortId } from '../figures.ts';
import { json, seconds, table } from '../output.ts';
import { withService } from '../service.ts';

const HEADINGS = ['BUILD', 'NAME', 'STATE', 'STARTED', 'TOOK', 'CACHED', 'COMMIT', 'IMAGE'] as const;

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine } = input;
  return withService(input, async ({ builds }) => {
    const rows = await builds.list({ machine });
    terminal.out(input.json ? json(rows) : table(HEADINGS, rows.map(cellsOf)));
  });
}

function cellsOf({ id, name, state, startedMs, endedMs, steps, revision = '', image = '' }: BuildRow) {
  return [
    id,
    name,
    state,
    ageText(startedMs),
    endedMs === undefined ? '' : seconds(endedMs - startedMs),
    `${steps.cached} of ${steps.total}`,
    revision.slice(0, 7) + (revision.endsWith('-dirty') ? '-dirty' : ''),
    shortId(image),
  ];
}
