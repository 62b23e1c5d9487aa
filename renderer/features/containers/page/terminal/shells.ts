// What a terminal is to run. Pure.

import { shellLine } from '../../../../client/shell-line.ts';

export interface TerminalWish {
  /** As its tab is called. */
  label: string;
  command: readonly string[];
  /** Left out: the container's own. */
  user?: string;
}

/** Every image with a shell has sh; those with bash are used with bash. */
export const BEST_SHELL: TerminalWish = {
  label: 'shell',
  command: ['sh', '-c', 'if command -v bash >/dev/null; then exec bash; else exec sh; fi'],
};

export const SHELLS: string[] = ['bash', 'sh', 'ash', 'zsh'];

export function execLine(name: string, { command, user }: TerminalWish): string {
  const asUser = user === undefined ? [] : ['--user', user];
  return shellLine(['docker', 'exec', '--interactive', '--tty', ...asUser, name, ...command]);
}
