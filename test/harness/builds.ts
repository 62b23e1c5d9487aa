// Builds asked for over the contract, and folders and repositories to build from.

import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { z } from 'zod';
import type { BuildEvent, BuildOutcome, BuildRequest, BuildStep } from '../../preload/contract/builds.ts';
import { all, machine, type ContractClient } from './contract-client.ts';

export interface Built {
  build: string;
  events: BuildEvent[];
  outcome: BuildOutcome | undefined;
  /** By name, as they were at the end. */
  steps: Map<string, BuildStep>;
  log: string;
  warnings: string[];
}

/** Builds to the end, whatever that is. @throws what keeps a build from beginning */
export async function buildToEnd(
  client: ContractClient,
  request: z.input<typeof BuildRequest>,
): Promise<Built> {
  const { build } = await client.builds.start({ machine, request });
  const events = await all(client.builds.follow({ machine, build }));
  const last = events.at(-1);
  const steps = events.flatMap((event) => (event.kind === 'steps' ? event.steps : []));
  return {
    build,
    events,
    outcome: last?.kind === 'ended' ? last.outcome : undefined,
    steps: new Map(steps.map((step) => [step.name, step])),
    log: events
      .flatMap((event) => (event.kind === 'log' ? event.pieces.map(({ text }) => text) : []))
      .join(''),
    warnings: events.flatMap((event) =>
      event.kind === 'warnings' ? event.warnings.map(({ text }) => text) : [],
    ),
  };
}

/** Makes a folder with these files, or adds them to one. */
export async function writeFiles(root: string, files: Readonly<Record<string, string>>): Promise<string> {
  await mkdir(root, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return root;
}

/** Runs git in a folder, as somebody whose settings are those of a fresh computer. */
export async function git(folder: string, ...args: string[]): Promise<string> {
  const settings = ['user.name=n', 'user.email=e@example.org', 'protocol.file.allow=always'];
  const { stdout } = await promisify(execFile)(
    'git',
    ['-C', folder, ...settings.flatMap((setting) => ['-c', setting]), ...args],
    { env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' } },
  );
  return stdout.trim();
}

/** Makes a folder with these files a repository with one commit, on the branch `main`. @returns the commit's hash */
export async function commitFiles(root: string, files: Readonly<Record<string, string>>): Promise<string> {
  await writeFiles(root, files);
  await git(root, 'init', '-q', '-b', 'main');
  await git(root, 'add', '-A');
  await git(root, 'commit', '-q', '-m', 'first');
  return git(root, 'rev-parse', 'HEAD');
}
