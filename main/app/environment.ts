// The settings that point a docker client at a machine, and the docker context that holds the same.

import type { MachineName } from '../../preload/contract/ids.ts';
import { contextName, removeDockerContext, writeDockerContext } from '../env/context.ts';
import {
  compareWithShell,
  DOCKER_VARIABLES,
  dockerExports,
  noProxyExports,
  type DockerExports,
} from '../env/exports.ts';
import { toWireError } from '../../preload/contract/errors.ts';
import type { App } from './app.ts';
import { engineAccess, withRunningMachine, type RunningMachine } from './running-machine.ts';

export interface ShellEnvironment {
  variables: DockerExports;
  /** NO_PROXY and no_proxy, if they were asked for. */
  proxy: Readonly<Record<string, string>>;
  /** Whether our own environment leads to the machine already, nowhere, or elsewhere. */
  shell: 'set' | 'unset' | 'stale';
}

/** What a docker client needs to know. @throws E_NO_MACHINE, E_NOT_RUNNING */
export async function describeEnvironment(
  app: App,
  name: MachineName,
  { noProxy = false }: { noProxy?: boolean } = {},
): Promise<ShellEnvironment> {
  return withRunningMachine(app, name, async (machine) => environmentOf(app, machine, noProxy));
}

/** The same for a machine that is known to run. */
export function environmentOf(
  app: App,
  machine: Omit<RunningMachine, 'link' | 'kind' | 'config'>,
  noProxy = false,
): ShellEnvironment {
  const variables = dockerExports(engineAccess(machine));
  return {
    variables,
    proxy: noProxy ? noProxyExports(app.env) : {},
    shell: compareWithShell(app.env, variables),
  };
}

/** The variables that `env --unset` takes back; NO_PROXY may hold what others put there. */
export function variablesToUnset(): readonly string[] {
  return DOCKER_VARIABLES;
}

/** What became of the docker context: its name if docker can use it, else one line that says why not. */
export type KeptContext = { name: string } | { problem: string };

/** Writes the machine's docker context. A context that cannot be written is no reason for a machine not to start. */
export async function keepContext(
  app: App,
  machine: Omit<RunningMachine, 'link' | 'kind' | 'config'>,
): Promise<KeptContext> {
  const name = contextName(machine.name);
  try {
    const { kind } = await writeDockerContext(engineAccess(machine), app.env);
    return kind === 'foreign'
      ? { problem: `the docker context ${name} was made by somebody else and is left alone` }
      : { name };
  } catch (thrown) {
    return { problem: `the docker context ${name} is not up to date: ${toWireError(thrown).message}` };
  }
}

/** Removes the machine's docker context, if it is ours. @returns what could not be done, if anything */
export async function dropContext(app: App, name: MachineName): Promise<string | undefined> {
  try {
    await removeDockerContext(name, app.env);
    return undefined;
  } catch (thrown) {
    return `the docker context ${contextName(name)} is left behind: ${toWireError(thrown).message}`;
  }
}
