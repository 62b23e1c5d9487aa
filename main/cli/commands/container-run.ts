// `slipway container run`: a new container, described by the words of `docker run`.

import { quoteForSh } from '../../lib/quote.ts';
import type { CommandInput } from '../command.ts';
import { runPulling, withShell } from '../container-run.ts';
import { json } from '../output.ts';
import { withService } from '../service.ts';
import { usageError } from '../usage.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { terminal, args } = input;
  if (args.length === 0) {
    throw usageError('run which image?', 'For example: slipway container run -d -p 8080:80 nginx');
  }
  return withService(input, async (client, signal) => {
    const parsed = await client.containers.parseRun({
      line: ['docker', 'run', ...args].map(quoteForSh).join(' '),
    });
    const spec = withShell(parsed, terminal.env);
    const { id, warnings, exitCode } = await runPulling(input, client, spec, signal);
    if (input.json) terminal.out(json({ id, warnings, ...(exitCode === undefined ? {} : { exitCode }) }));
    else if (spec.detach) terminal.out(id);
    return exitCode;
  });
}
