// `slipway logs`: what the machine, its supervisor, QEMU or the engine wrote.

import { openLog, parseLogSource, showEngineLog } from '../../app/logs.ts';
import type { CommandInput } from '../command.ts';
import { plain } from '../output.ts';
import { usageError } from '../usage.ts';

export async function run(input: CommandInput): Promise<number | void> {
  const { app, terminal, machine, flag } = input;
  const source = parseLogSource(input.args[0] ?? 'console');
  const options = { follow: flag('follow'), ...linesOf(input.value('lines')) };
  if (source === 'engine') return showEngineLog(app, machine, options);
  for await (const line of openLog(app, machine, source, options)) terminal.out(plain(line));
}

function linesOf(text: string | undefined): { lastLines?: number } {
  if (text === undefined) return {};
  if (/^\d{1,9}$/.test(text)) return { lastLines: Number(text) };
  throw usageError(`--lines ${text}: not a number of lines`, 'For example: --lines 100');
}
