// What stands in the run form's fields: numbers and lines as they were typed, rows with a key of their own.

import { plainRun, type RestartPolicy, type RunSpec } from '../../../../preload/contract/run-spec.ts';
import { joinWords } from './command-words.ts';
import { writeDuration, writeMemory } from './quantities.ts';

export interface EnvRow {
  key: string;
  name: string;
  value: string;
  /** Its value is taken from this computer when it is run. */
  inherits: boolean;
}

export interface LabelRow {
  key: string;
  name: string;
  value: string;
}

export interface PortRow {
  key: string;
  hostAddress: string;
  hostPort: string;
  containerPort: string;
  protocol: 'tcp' | 'udp' | 'sctp';
}

export interface MountRow {
  key: string;
  kind: 'bind' | 'volume' | 'tmpfs';
  source: string;
  target: string;
  readOnly: boolean;
}

export type HealthChoice = 'image' | 'off' | 'command';

export interface RunValues extends Pick<
  RunSpec,
  | 'envFiles'
  | 'publishAll'
  | 'extraHosts'
  | 'dns'
  | 'capAdd'
  | 'capDrop'
  | 'privileged'
  | 'readOnly'
  | 'init'
  | 'autoRemove'
  | 'interactive'
  | 'tty'
> {
  image: string;
  name: string;
  command: string;
  entrypoint: string;
  env: EnvRow[];
  labels: LabelRow[];
  ports: PortRow[];
  mounts: MountRow[];
  network: string;
  hostname: string;
  memory: string;
  cpus: string;
  pids: string;
  restart: RestartPolicy['name'];
  restartRetries: string;
  health: HealthChoice;
  healthCommand: string;
  healthInterval: string;
  healthTimeout: string;
  healthStartPeriod: string;
  healthRetries: string;
  user: string;
  workdir: string;
}

let lastKey = 0;

function nextKey(): string {
  lastKey += 1;
  return `row-${lastKey}`;
}

export function newEnv(name = '', value?: string, inherits = false): EnvRow {
  return { key: nextKey(), name, value: value ?? '', inherits };
}

export function newLabel(name = '', value = ''): LabelRow {
  return { key: nextKey(), name, value };
}

export function newPort(port: Partial<Omit<PortRow, 'key'>> = {}): PortRow {
  return { key: nextKey(), hostAddress: '', hostPort: '', containerPort: '', protocol: 'tcp', ...port };
}

export function newMount(mount: Partial<Omit<MountRow, 'key'>> = {}): MountRow {
  return { key: nextKey(), kind: 'volume', source: '', target: '', readOnly: false, ...mount };
}

export function emptyValues(image = ''): RunValues {
  return valuesOf(plainRun(image));
}

/** A spec as the form shows it. */
export function valuesOf(spec: RunSpec): RunValues {
  return {
    image: spec.image,
    name: spec.name ?? '',
    command: joinWords(spec.command),
    entrypoint: joinWords(spec.entrypoint ?? []),
    ...listsOf(spec),
    publishAll: spec.publishAll,
    network: spec.network ?? '',
    hostname: spec.hostname ?? '',
    memory: written(spec.limits.memoryBytes, writeMemory),
    cpus: written(spec.limits.cpus),
    pids: written(spec.limits.pids),
    restart: spec.restart.name,
    restartRetries: written(spec.restart.maximumRetries),
    ...healthOf(spec),
    user: spec.user ?? '',
    workdir: spec.workdir ?? '',
    privileged: spec.privileged,
    readOnly: spec.readOnly,
    init: spec.init,
    autoRemove: spec.autoRemove,
    interactive: spec.interactive,
    tty: spec.tty,
  };
}

function listsOf({ env, envFiles, labels, ports, mounts, extraHosts, dns, capAdd, capDrop }: RunSpec) {
  return {
    env: env.map(({ name, value }) => newEnv(name, value, value === undefined)),
    envFiles,
    labels: labels.map(({ name, value }) => newLabel(name, value)),
    ports: ports.map(({ hostAddress, hostPort, containerPort, protocol }) =>
      newPort({
        hostAddress: hostAddress ?? '',
        hostPort: written(hostPort),
        containerPort: String(containerPort),
        protocol,
      }),
    ),
    mounts: mounts.map(({ source, ...mount }) => newMount({ ...mount, source: source ?? '' })),
    extraHosts,
    dns,
    capAdd,
    capDrop,
  };
}

function healthOf({ health }: RunSpec) {
  const choice: HealthChoice =
    health === undefined ? 'image' : health.command === undefined ? 'off' : 'command';
  return {
    health: choice,
    healthCommand: health?.command ?? '',
    healthInterval: written(health?.intervalMs, writeDuration),
    healthTimeout: written(health?.timeoutMs, writeDuration),
    healthStartPeriod: written(health?.startPeriodMs, writeDuration),
    healthRetries: written(health?.retries),
  };
}

function written(value: number | undefined, write: (value: number) => string = String): string {
  return value === undefined ? '' : write(value);
}
