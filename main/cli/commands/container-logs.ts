// `slipway container logs`: what containers wrote, several of them in one order of time.

import type { CommandInput } from '../command.ts';
import { showLog } from '../container-logs.ts';
import { momentOf } from '../moments.ts';
import { withService } from '../service.ts';
import { usageError } from '../usage.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { machine, args, flag, value } = input;
  const [since, until] = [value('since'), value('until')];
  const wishes = {
    machine,
    ids: [...args],
    follow: flag('follow'),
    ...tailOf(value('lines')),
    ...(since === undefined ? {} : { since: momentOf('since', since) }),
    ...(until === undefined ? {} : { until: momentOf('until', until) }),
  };
  const form = { timestamps: flag('timestamps'), names: args.length > 1 };
  return withService(input, async ({ containers }, signal) =>
    showLog(input, containers.logs(wishes, signal), form),
  );
}

function tailOf(text: string | undefined): { tail?: number } {
  if (text === undefined || text === 'all') return {};
  if (/^\d{1,9}$/.test(text)) return { tail: Number(text) };
  throw usageError(`--lines ${text}: not a number of lines`, 'For example: --lines 100');
}
