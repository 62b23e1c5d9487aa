// Writes what containers wrote: their output to ours, their errors to ours.

import type { LogLine, LogPiece } from '../../preload/contract/containers.ts';
import type { CommandInput } from './command.ts';
import { plain } from './output.ts';
import { colouredText } from './show-text.ts';

export interface LogForm {
  timestamps: boolean;
  /** Whether each line begins with its container's name. */
  names: boolean;
}

/** Follows the log to its end; lines that came too fast to be kept are counted on stderr. */
export async function showLog(
  { terminal, json: asJson }: Pick<CommandInput, 'terminal' | 'json'>,
  pieces: AsyncIterable<LogPiece>,
  form: LogForm,
): Promise<void> {
  for await (const { lines, dropped } of pieces) {
    if (dropped > 0) terminal.err(`${dropped} lines came too fast and are left out here`);
    for (const line of lines) {
      // One JSON text a line: a log has no end that a list could be closed at.
      if (asJson) terminal.out(JSON.stringify(line));
      else if (line.stream === 'stdout') terminal.out(logText(line, form));
      else terminal.err(logText(line, form));
    }
  }
}

export function logText({ container, time, text }: LogLine, { timestamps, names }: LogForm): string {
  const name = names ? `${plain(container)} | ` : '';
  return `${name}${timestamps ? `${plain(time)} ` : ''}${colouredText(text)}`;
}
