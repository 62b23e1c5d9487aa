// `slipway build cache ls`: what the builder keeps, the largest first.

import type { CommandInput } from '../command.ts';
import { ageText, bytesText } from '../figures.ts';
import { json, table } from '../output.ts';
import { withService } from '../service.ts';

const HEADINGS = ['ENTRY', 'SIZE', 'LAST USED', 'USED', 'OF AN IMAGE', 'WHAT'] as const;

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, machine } = input;
  return withService(input, async ({ builds }, signal) => {
    const entries = await builds.cache({ machine }, signal);
    if (input.json) return terminal.out(json(entries));
    const cells = entries.map(
      ({ id, sizeBytes, createdMs, lastUsedMs = createdMs, usageCount, shared, inUse, description }) => [
        id,
        bytesText(sizeBytes),
        inUse ? 'now' : ageText(lastUsedMs),
        `${usageCount} times`,
        shared ? 'yes' : '',
        description,
      ],
    );
    terminal.out(table(HEADINGS, cells));
    // What images share is theirs: it is not freed with the cache.
    const freeable = entries.reduce((sum, { sizeBytes, shared }) => sum + (shared ? 0 : sizeBytes), 0);
    terminal.err(`${entries.length} entries, ${bytesText(freeable)} of no image`);
  });
}
