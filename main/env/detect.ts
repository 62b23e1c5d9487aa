// Finds out which shell will read what `env` prints.

import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { Shell } from '../../preload/contract/host.ts';
import { run } from '../lib/exec.ts';

const OTHER_NAMES: Readonly<Record<string, Shell>> = {
  ash: 'sh',
  csh: 'tcsh',
  dash: 'sh',
  ksh: 'sh',
  mksh: 'sh',
  nu: 'nushell',
  pwsh: 'powershell',
};

export interface ShellClues {
  /** What `--shell` says. */
  asked?: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
  /** The name of the program that started us; asked for only if nothing else tells. */
  parent?: () => Promise<string | undefined>;
}

/**
 * The shell that was asked for, else the user's own ($SHELL), else the one that started us, else a POSIX one.
 * @throws E_USAGE for a `--shell` we do not know
 */
export async function detectShell({ asked, env, parent = parentProgram }: ShellClues): Promise<Shell> {
  if (asked !== undefined) {
    const shell = shellOf(asked);
    if (shell !== undefined) return shell;
    throw new SlipwayError('E_USAGE', `the shell ${JSON.stringify(asked)} is not known`, {
      hint: `Known are: ${Shell.options.join(', ')}.`,
    });
  }
  return shellOf(env['SHELL']) ?? shellOf(await parent()) ?? 'sh';
}

/** The shell a program's path or process name stands for: `/usr/bin/fish`, `-zsh` (a login shell), `pwsh.exe`. */
export function shellOf(program: string | undefined): Shell | undefined {
  if (program === undefined) return undefined;
  const name = basename(program.trim().replaceAll('\\', '/'))
    .toLowerCase()
    .replace(/^-/, '')
    .replace(/\.exe$/, '');
  return Shell.options.find((shell) => shell === name) ?? OTHER_NAMES[name];
}

/** Linux tells by a file, macOS by ps. */
async function parentProgram(): Promise<string | undefined> {
  try {
    return await readFile(`/proc/${process.ppid}/comm`, 'utf8');
  } catch {
    return run('ps', ['-o', 'comm=', '-p', String(process.ppid)], { timeoutMs: 2000 }).then(
      ({ stdout }) => stdout,
      () => undefined,
    );
  }
}
