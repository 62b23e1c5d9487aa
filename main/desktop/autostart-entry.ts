// Writes down the desktop entry that starts Slipway at login.

import { SlipwayError } from '../../preload/contract/errors.ts';

/** The argument by which we know, later, that it was the login that started us. */
export const AT_LOGIN = '--at-login';

/**
 * @param command program and arguments, as they are
 * @throws E_USAGE for a line break, which no desktop entry can hold
 */
export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Slipway',
    'Comment=A Docker engine from one command',
    `Exec=${[...command, AT_LOGIN].map(quoteWord).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Source: Desktop Entry Specification, "The Exec key": quoted first, then once more escaped as any string is. */
function quoteWord(word: string): string {
  if (/[\n\r]/.test(word)) {
    throw new SlipwayError('E_USAGE', `${JSON.stringify(word)} has a line break`, {
      hint: 'Move Slipway to another folder.',
    });
  }
  const quoted = `"${word.replaceAll(/["`$\\]/g, String.raw`\$&`)}"`;
  return quoted.replaceAll('\\', String.raw`\\`).replaceAll('%', '%%');
}
