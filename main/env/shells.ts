// Writes variables down in the words of each shell, so that any path comes out of `eval` as it went in.

import { SlipwayError } from '../../preload/contract/errors.ts';
import type { Shell } from '../../preload/contract/host.ts';
import { quoteForSh } from '../lib/quote.ts';

type Variables = Readonly<Record<string, string>>;

interface Dialect {
  set(name: string, value: string): string;
  unset(name: string): string;
  /** How a person has the shell read what a command prints. */
  load(command: string): string;
}

const posix: Dialect = {
  set: (name, value) => `export ${name}=${quoteForSh(value)}`,
  unset: (name) => `unset ${name}`,
  load: (command) => `eval "$(${command})"`,
};

const DIALECTS: Readonly<Record<Exclude<Shell, 'nushell'>, Dialect>> = {
  bash: posix,
  zsh: posix,
  sh: posix,
  fish: {
    // Single quotes, in which only \ and ' are escaped (fish-doc: Quotes).
    set: (name, value) => `set -gx ${name} '${value.replaceAll(/[\\']/g, String.raw`\$&`)}';`,
    unset: (name) => `set -e ${name};`,
    load: (command) => `${command} | source`,
  },
  powershell: {
    // Any of the four single quotes ends a string; doubled it stands for itself (about_Quoting_Rules).
    set: (name, value) => `$Env:${name} = '${value.replaceAll(/['\u2018-\u201B]/g, '$&$&')}'`,
    unset: (name) => `Remove-Item Env:\\${name}`,
    // Out-String, because Invoke-Expression would take each line for itself.
    load: (command) => `& ${command} | Out-String | Invoke-Expression`,
  },
  cmd: {
    // In FOR's variable neither % nor & is expanded again; the outer quotes are SET's own.
    set: (name, value) => `SET "${name}=${oneLine('cmd', value)}"`,
    unset: (name) => `SET ${name}=`,
    load: (command) => `@FOR /f "tokens=*" %i IN ('${command}') DO @%i`,
  },
  tcsh: {
    // History looks into single quotes too, so ! is escaped. The double quotes around the backquotes keep blanks.
    set: (name, value) =>
      `setenv ${name} ${quoteForSh(oneLine('tcsh', value)).replaceAll('!', String.raw`\!`)};`,
    unset: (name) => `unsetenv ${name};`,
    load: (command) => `eval "\`${command}\`"`,
  },
  emacs: {
    set: (name, value) => `(setenv "${name}" "${value.replaceAll(/[\\"]/g, String.raw`\$&`)}")`,
    unset: (name) => `(setenv "${name}" nil)`,
    load: (command) =>
      `(with-temp-buffer (shell-command ${JSON.stringify(command)} (current-buffer)) (eval-buffer))`,
  },
};

/**
 * The lines that set the variables, each ended by a line break, in the order given.
 * @throws E_USAGE for a line break in a value where the shell (cmd, tcsh) has no way to say it
 */
export function formatExports(shell: Shell, variables: Variables): string {
  // Nushell has no eval; it loads a record instead.
  if (shell === 'nushell') return `${JSON.stringify(variables, null, 2)}\n`;
  const lines = Object.entries(variables).map(([name, value]) => DIALECTS[shell].set(name, value));
  return lines.map((line) => `${line}\n`).join('');
}

/** The lines that take the variables away; for nushell a line to be typed, since it has no eval. */
export function formatUnsets(shell: Shell, names: readonly string[]): string {
  if (shell === 'nushell') return `hide-env --ignore-errors ${names.join(' ')}\n`;
  return names.map((name) => `${DIALECTS[shell].unset(name)}\n`).join('');
}

/** What to type so that the shell takes over what `command` (plain words, such as `slipway env`) prints. */
export function loadCommand(shell: Shell, command: string): string {
  return shell === 'nushell' ? `${command} | from json | load-env` : DIALECTS[shell].load(command);
}

function oneLine(shell: Shell, value: string): string {
  if (!/[\n\r]/.test(value)) return value;
  throw new SlipwayError('E_USAGE', `${shell} cannot hold ${JSON.stringify(value)}: it has a line break`, {
    hint: 'Move the machines to another folder: SLIPWAY_HOME.',
  });
}
