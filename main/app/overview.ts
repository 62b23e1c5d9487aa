// Machines as people list and inspect them.

import type { MachineName } from '../../preload/contract/ids.ts';
import type { StatusWord } from '../../preload/contract/machines.ts';
import { contextName } from '../env/context.ts';
import { dockerHost } from '../env/exports.ts';
import { describeSettings } from '../machine/settings.ts';
import { statusWord } from '../machine/state.ts';
import type { App } from './app.ts';
import { observeMachine, observeMachines, problemsOf, type ObservedMachine } from './observe.ts';
import { withRunningMachine } from './running-machine.ts';

/** One line of `slipway ls`. */
export interface MachineRow {
  name: MachineName;
  /** Whether the docker client of this shell speaks to it. */
  active: boolean;
  status: StatusWord;
  /** DOCKER_HOST, while it runs. */
  url?: string;
  cpus?: number;
  memory?: string;
  disk?: string;
  /** What is wrong with it, if anything. */
  problems: readonly string[];
}

export async function listMachineRows(app: App): Promise<MachineRow[]> {
  const machines = await observeMachines(app);
  return machines.map((machine) => rowOf(app, machine));
}

/** Everything known of a machine. @throws E_NO_MACHINE */
export async function describeMachine(app: App, name: MachineName) {
  const machine = await observeMachine(app, name);
  const { config, paths, status } = machine;
  const { active: _, problems, ...row } = rowOf(app, machine);
  return {
    ...row,
    ...(problems.length === 0 ? {} : { problems }),
    uuid: config?.uuid,
    createdAt: config?.createdAt,
    acceleratorAsked: config?.accelerator,
    accelerator: status?.accelerator,
    ports: status?.ports ?? config?.ports,
    publishedPorts: status?.forwards.map((forward) => forward.hostPort),
    refusedPorts: status?.refusedForwards,
    certificatesExpireAt: status?.certificatesExpireAt,
    supervisorPid: status?.supervisorPid,
    vmPid: status?.vmPid,
    context: contextName(name),
    folder: paths?.folder,
    runtimeFolder: paths?.runtime.folder,
  };
}

/** The address of published ports: the loopback, since every forward is bound there. @throws E_NO_MACHINE, E_NOT_RUNNING */
export async function machineAddress(app: App, name: MachineName): Promise<string> {
  return withRunningMachine(app, name, async () => '127.0.0.1');
}

function rowOf(app: App, { name, state, config, status, restored }: ObservedMachine): MachineRow {
  const url = state.kind === 'running' && status !== undefined ? dockerHost(status.ports.engine) : undefined;
  const settings = config === undefined ? undefined : describeSettings(config);
  return {
    name,
    active: url !== undefined && app.env['DOCKER_HOST'] === url,
    status: statusWord(state),
    ...(url === undefined ? {} : { url }),
    ...(config === undefined || settings === undefined
      ? {}
      : { cpus: config.cpus, memory: settings.memory, disk: settings.disk }),
    problems: problemsOf({ state, restored }),
  };
}
