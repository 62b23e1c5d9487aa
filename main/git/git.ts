// Asks git about a repository, without running anything that the repository brings along.

import { SlipwayError } from '../../preload/contract/errors.ts';
import { run, startTool, type RunResult, type StartedTool } from '../lib/exec.ts';

/** A repository's own settings can name programs; these are the ones that reading would start. */
const QUIET = ['--no-optional-locks', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'];
const ENV = { GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', GIT_NO_REPLACE_OBJECTS: '1', LC_ALL: 'C' };
const ANSWER_MS = 60_000;
/** What git ends with when it cannot do what it was asked for. */
const FATAL = 128;

/** Runs git in a folder. @throws E_TOOL_MISSING, E_NO_REPOSITORY, E_NO_PERMISSION for one of somebody else's, E_TOOL_FAILED */
export async function git(folder: string, ...args: string[]): Promise<string> {
  const answer = await tryGit(folder, ...args);
  if (answer.code === 0) return answer.stdout;
  throw new SlipwayError('E_TOOL_FAILED', `git ${args[0] ?? ''}: ${answer.stderr.trim()}`);
}

/** The same where git may answer no. @throws E_TOOL_MISSING, E_NO_REPOSITORY, E_NO_PERMISSION */
export async function tryGit(folder: string, ...args: string[]): Promise<RunResult> {
  const answer = await run('git', ['-C', folder, ...QUIET, ...args], {
    env: ENV,
    expect: [0, 1, FATAL],
    timeoutMs: ANSWER_MS,
  });
  if (/not a git repository/.test(answer.stderr)) {
    throw new SlipwayError('E_NO_REPOSITORY', `${folder} is in no git repository`, {
      hint: 'Build the folder as it is, without --commit; or make it one: git init.',
    });
  }
  if (/dubious ownership/.test(answer.stderr)) {
    throw new SlipwayError('E_NO_PERMISSION', `the git repository of ${folder} belongs to somebody else`, {
      hint: 'If it is to be trusted: git config --global --add safe.directory FOLDER',
    });
  }
  return answer;
}

/** Starts a git that is spoken to. */
export function startGit(folder: string, ...args: string[]): StartedTool {
  return startTool('git', ['-C', folder, ...QUIET, ...args], { env: ENV });
}
