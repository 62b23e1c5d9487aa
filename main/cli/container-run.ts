// Runs a container as `docker run` does: pulls a missing image, and unless it is detached shows its output to its end.

import { resolve } from 'node:path';
import { z } from 'zod';
import { SlipwayError } from '../../preload/contract/errors.ts';
import type { RunSpec } from '../../preload/contract/run-spec.ts';
import type { CommandInput } from './command.ts';
import { showLog } from './container-logs.ts';
import { showLayers } from './layers.ts';
import type { Client } from './service.ts';

export interface RunResult {
  id: string;
  warnings: string[];
  /** Of one that was waited for. */
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

export async function runContainer(
  input: CommandInput,
  client: Client,
  spec: RunSpec,
  signal: AbortSignal,
): Promise<RunResult> {
  // One that is waited for stays until its exit code is known, then we remove it ourselves.
  const started = await runPulling(
    input,
    client,
    spec.detach ? spec : { ...spec, autoRemove: false },
    signal,
  );
  if (spec.detach) return started;
  const { machine } = input;
  const { id } = started;
  const { containers } = client;
  // As docker does: Ctrl-C is for the program, which decides what to make of it.
  const interrupt = () =>
    void containers.act({ machine, ids: [id], action: { kind: 'kill', signal: 'SIGINT' } }).catch(() => {});
  signal.addEventListener('abort', interrupt, { once: true });
  const pieces = containers.logs({ machine, ids: [id], follow: true });
  await showLog({ terminal: input.terminal, json: false }, pieces, { timestamps: false, names: false });
  const exitCode = await exitCodeOf(client, input, id);
  if (spec.autoRemove) {
    await containers.act({ machine, ids: [id], action: { kind: 'remove', force: true, volumes: true } });
  }
  return { ...started, exitCode };
}

async function runPulling(
  { machine, terminal }: CommandInput,
  { containers, images }: Client,
  spec: RunSpec,
  signal: AbortSignal,
): Promise<{ id: string; warnings: string[] }> {
  try {
    return await containers.run({ machine, spec });
  } catch (thrown) {
    const isMissing = thrown instanceof SlipwayError && thrown.code === 'E_NOT_FOUND';
    if (!isMissing || !/no such image/i.test(thrown.message)) throw thrown;
    terminal.err(`${spec.image} is not here yet: it is pulled`);
    await showLayers(terminal, images.pull({ machine, image: spec.image }, signal));
    return containers.run({ machine, spec });
  }
}

const Account = z.object({ State: z.object({ ExitCode: z.number() }) });

async function exitCodeOf({ containers }: Client, { machine }: CommandInput, id: string): Promise<number> {
  return Account.parse(await containers.inspect({ machine, id })).State.ExitCode;
}
