// `slipway env`: settings for a docker client on stdout, ready for eval; everything else on stderr.

import { describeEnvironment, variablesToUnset } from '../../app/environment.ts';
import { detectShell } from '../../env/detect.ts';
import { formatExports, formatUnsets, loadCommand } from '../../env/shells.ts';
import type { CommandInput } from '../command.ts';
import { json } from '../output.ts';
import { slipwayLine } from '../../../preload/contract/command-line.ts';

export async function run(input: CommandInput): Promise<void> {
  const { app, terminal, machine, flag } = input;
  const shell = await detectShell({ asked: input.value('shell'), env: terminal.env });
  if (flag('unset')) return terminal.out(formatUnsets(shell, variablesToUnset()).trimEnd());
  const {
    variables,
    proxy,
    shell: now,
  } = await describeEnvironment(app, machine, {
    noProxy: input.denied('proxy'),
  });
  const all = { ...variables, ...proxy };
  if (input.json) return terminal.out(json(all));
  terminal.out(formatExports(shell, all).trimEnd());
  if (now === 'set') terminal.err('# This shell has these settings already.');
  else {
    if (now === 'stale')
      terminal.err(`# This shell still has other settings: ${terminal.env['DOCKER_HOST'] ?? ''}`);
    terminal.err(`# To take them over: ${loadCommand(shell, slipwayLine('env', machine))}`);
  }
}
