// `slipway build cache prune`: frees what the builder keeps: entries by name, by age, or down to a size.

import { parseBytes, parseDuration } from '../../engine/run-line/quantities.ts';
import type { CommandInput } from '../command.ts';
import { isAgreed } from '../consent.ts';
import { showPruned } from '../outcomes.ts';
import { withService } from '../service.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { machine, args, flag, value } = input;
  const [unusedFor, keep] = [value('unusedFor'), value('keep')];
  const prune = {
    entries: [...args],
    all: flag('all'),
    ...(unusedFor === undefined ? {} : { unusedForMs: parseDuration(unusedFor) }),
    ...(keep === undefined ? {} : { keepBytes: parseBytes(keep) }),
  };
  if (!(await isAgreed(input, `Remove ${whichOf(prune)} from machine ${machine}?`))) return 1;
  return withService(input, async ({ builds }, signal) =>
    showPruned(input, await builds.pruneCache({ machine, prune }, signal)),
  );
}

function whichOf({ entries, all }: { entries: readonly string[]; all: boolean }): string {
  if (entries.length > 0) return `${entries.length} entries of the build cache`;
  return all ? 'the build cache' : 'what no image is made of';
}
