// Runs a container as `docker run` does: pulls a missing image, and unless it is detached joins it to its end.

import { resolve } from 'node:path';
import { SlipwayError } from '../../preload/contract/errors.ts';
import type { RunSpec } from '../../preload/contract/run-spec.ts';
import type { CommandInput } from './command.ts';
import { joinProgram, jointOf, type Made } from './container-terminal.ts';
import { showLayers } from './layers.ts';
import { plain } from './output.ts';
import type { Client } from './service.ts';

export interface RunResult {
  id: string;
  warnings: string[];
  /** Of one that was waited for; one that was left goes on. */
  exitCode?: number;
}

/** What a shell adds to the words: the values of its variables, and where relative paths begin. */
export function withShell(spec: RunSpec, env: Readonly<Record<string, string | undefined>>): RunSpec {
  return {
    ...spec,
    envFiles: spec.envFiles.map((path) => resolve(path)),
    env: spec.env.map(({ name, value = env[name] }) => (value === undefined ? { name } : { name, value })),
  };
}

/** Shows it to its end, or until it is left, unless it is detached from the first. */
export async function runContainer(
  { machine, terminal }: CommandInput,
  { containers }: Pick<Client, 'containers'>,
  spec: RunSpec,
): Promise<RunResult> {
  const warn = ({ warnings }: RunResult) => {
    for (const warning of warnings) terminal.err(plain(warning));
  };
  if (spec.detach) {
    const started = await containers.run({ machine, spec });
    warn(started);
    return started;
  }
  const joint = jointOf(spec);
  let made: RunResult = { id: '', warnings: [] };
  // As docker does: Ctrl-C is for the program, which decides what to make of it.
  const forgetInterrupt = terminal.onInterrupt(() => {
    const action = { kind: 'kill', signal: 'SIGINT' } as const;
    if (made.id !== '') void containers.act({ machine, ids: [made.id], action }).catch(() => {});
  });
  const onMade = ({ id, warnings }: Made) => {
    made = { id, warnings };
    warn(made);
  };
  try {
    const joined = await joinProgram(
      containers,
      joint,
      (size, leaving) => containers.runAttached({ machine, spec: { ...spec, ...joint }, ...size }, leaving),
      { mayDetach: true, onMade },
    );
    if (joined.kind === 'ended') return { ...made, exitCode: joined.exitCode };
    terminal.err(`\nIt goes on without you: slipway container logs -f ${made.id.slice(0, 12)}`);
    return made;
  } finally {
    forgetInterrupt();
  }
}

/** Runs it; where its image is missing, pulls that first. */
export async function runPulling(
  input: CommandInput,
  client: Pick<Client, 'containers' | 'images'>,
  spec: RunSpec,
  signal: AbortSignal,
): Promise<RunResult> {
  const { machine, terminal } = input;
  try {
    return await runContainer(input, client, spec);
  } catch (thrown) {
    const isMissing = thrown instanceof SlipwayError && thrown.code === 'E_NOT_FOUND';
    if (!isMissing || !/has no image/.test(thrown.message)) throw thrown;
    terminal.err(`${spec.image} is not here yet: it is pulled`);
    await showLayers(terminal, client.images.pull({ machine, image: spec.image }, signal));
    return runContainer(input, client, spec);
  }
}
