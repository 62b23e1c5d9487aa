// Opens a terminal whose shell has a machine's settings: argument lists on Linux, a file that macOS's Terminal runs.

import { join } from 'node:path';
import { SlipwayError } from '../../preload/contract/errors.ts';
import { errnoOf, writeFileAtomic } from '../lib/files.ts';
import { run, spawnDetached } from '../lib/exec.ts';
import { quoteForSh } from '../lib/quote.ts';
import { sessionEnvironment } from '../lib/session-environment.ts';
import { formatExports } from '../env/shells.ts';

type Variables = Readonly<Record<string, string>>;
type Environment = Readonly<Record<string, string | undefined>>;

/** Each with the word behind which it takes a command's own words. */
const TERMINALS: readonly (readonly [tool: string, word: string])[] = [
  ['x-terminal-emulator', '-e'],
  ['gnome-terminal', '--'],
  ['konsole', '-e'],
  ['xterm', '-e'],
];

/** @param folder the machine's own, private. @throws E_TOOL_MISSING where there is no terminal we know */
export async function openTerminal(folder: string, env: Environment, variables: Variables): Promise<void> {
  const shell = loginShell(env);
  if (process.platform !== 'darwin') return openOnLinux(folder, env, shell, variables);
  const file = join(folder, 'terminal.command');
  await writeFileAtomic(file, terminalFile(shell, variables), 0o700);
  await run('open', ['-a', 'Terminal', file], { timeoutMs: 10_000 });
}

/** The words that show a terminal with the shell, for every terminal we know, best first. */
export function terminalCommands(
  shell: string,
  variables: Variables,
): readonly { tool: string; args: readonly string[] }[] {
  // By env(1), since some terminals run their shells in a process that was there before, with its own environment.
  const words = ['env', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`), shell];
  return TERMINALS.map(([tool, word]) => ({ tool, args: [word, ...words] }));
}

/** What Terminal.app runs: it takes a file and no words. */
export function terminalFile(shell: string, variables: Variables): string {
  return `#!/bin/sh\n${formatExports('sh', variables)}cd\nexec ${quoteForSh(shell)} -l\n`;
}

function loginShell(env: Environment): string {
  const shell = env['SHELL'] ?? '';
  return shell.startsWith('/') ? shell : '/bin/sh';
}

async function openOnLinux(folder: string, env: Environment, shell: string, variables: Variables) {
  for (const { tool, args } of terminalCommands(shell, variables)) {
    try {
      const terminal = await spawnDetached(tool, args, {
        logFile: join(folder, 'terminal.log'),
        cwd: env['HOME'] ?? '/',
        env: sessionEnvironment(env),
      });
      return terminal.release();
    } catch (thrown) {
      const isAbsent = thrown instanceof SlipwayError && thrown.code === 'E_TOOL_MISSING';
      if (!isAbsent && errnoOf(thrown) !== 'ENOENT') throw thrown;
    }
  }
  throw new SlipwayError('E_TOOL_MISSING', `none of ${TERMINALS.map(([tool]) => tool).join(', ')} is here`, {
    hint: 'Copy the settings and paste them into the terminal you use.',
  });
}
