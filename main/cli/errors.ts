// Shows a failure as message, hint and code, and turns it into the exit code scripts may rely on.

import { ERROR_EXIT, EXIT, SlipwayError, toWireError } from '../../preload/contract/errors.ts';
import { json, plain } from './output.ts';
import type { Terminal } from './terminal.ts';

/** The exit code of anything thrown. */
export function exitCodeOf(thrown: unknown): number {
  return thrown instanceof SlipwayError ? ERROR_EXIT[thrown.code] : EXIT.failed;
}

/** Tells a failure: to people on stderr, or with `asJson` to programs on stdout. A stack only with SLIPWAY_DEBUG=1. */
export function showError(terminal: Terminal, thrown: unknown, asJson: boolean): void {
  const error = toWireError(thrown);
  if (asJson) terminal.out(json({ error }));
  else {
    terminal.err(`${terminal.paint('red', 'slipway:')} ${plain(error.message)} (${error.code})`);
    if (error.hint !== undefined) terminal.err(`  ${plain(error.hint)}`);
    else if (error.code === 'E_INTERNAL') terminal.err('  Set SLIPWAY_DEBUG=1 to see where this came from.');
  }
  if (terminal.env['SLIPWAY_DEBUG'] === '1') terminal.err(stackOf(thrown));
}

function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  const cause = thrown.cause === undefined ? '' : `\ncaused by: ${stackOf(thrown.cause)}`;
  return plain(`${thrown.stack ?? ''}${cause}`);
}
