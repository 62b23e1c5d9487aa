// A RunSpec in the engine's own form: the body of POST /containers/create. Pure.

import type {
  HealthCheck,
  LimitChange,
  PublishedPortSpec,
  RunSpec,
} from '../../../preload/contract/run-spec.ts';
import type { Docker } from '../docker.ts';
import { bindOf } from '../run-line/mounts.ts';
import { NANOS_PER_CPU } from '../run-line/quantities.ts';

export type CreateBody = Omit<Parameters<Docker['createContainer']>[0], 'name'>;
type HostConfig = NonNullable<CreateBody['HostConfig']>;

const NANOS_PER_MS = 1e6;

/** @param fileEnv what the spec's env files say; what the spec itself says of the same names wins */
export function createBody(spec: RunSpec, fileEnv: RunSpec['env']): CreateBody {
  const { entrypoint, hostname, user, workdir, health, detach, interactive } = spec;
  return {
    Image: spec.image,
    ...(spec.command.length === 0 ? {} : { Cmd: spec.command }),
    // An empty word switches the image's own off; an empty list would not.
    ...(entrypoint === undefined ? {} : { Entrypoint: entrypoint.length === 0 ? [''] : entrypoint }),
    // The engine takes the last of several with one name. A name alone takes it out of what the image sets.
    Env: [...fileEnv, ...spec.env].map(({ name, value }) =>
      value === undefined ? name : `${name}=${value}`,
    ),
    Labels: Object.fromEntries(spec.labels.map(({ name, value }) => [name, value])),
    ExposedPorts: Object.fromEntries(spec.ports.map((port) => [portKey(port), {}])),
    Volumes: Object.fromEntries(anonymousVolumes(spec).map((target) => [target, {}])),
    ...(isGiven(hostname) ? { Hostname: hostname } : {}),
    ...(isGiven(user) ? { User: user } : {}),
    ...(isGiven(workdir) ? { WorkingDir: workdir } : {}),
    ...(health === undefined ? {} : { Healthcheck: healthcheckOf(health) }),
    Tty: spec.tty,
    OpenStdin: interactive,
    StdinOnce: interactive && !detach,
    AttachStdin: interactive && !detach,
    AttachStdout: !detach,
    AttachStderr: !detach,
    HostConfig: { ...hostConfigOf(spec), ...limitsOf(spec.limits) },
  };
}

function hostConfigOf(spec: RunSpec): HostConfig {
  return {
    NetworkMode: spec.network ?? 'default',
    PortBindings: portBindings(spec.ports),
    PublishAllPorts: spec.publishAll,
    ...mountsOf(spec),
    ExtraHosts: spec.extraHosts,
    Dns: spec.dns,
    RestartPolicy: restartPolicyOf(spec.restart),
    CapAdd: spec.capAdd.map(capability),
    CapDrop: spec.capDrop.map(capability),
    Privileged: spec.privileged,
    ReadonlyRootfs: spec.readOnly,
    AutoRemove: spec.autoRemove,
    // Left out, the engine's own setting decides.
    ...(spec.init ? { Init: true } : {}),
  };
}

/** The limits that are given, in the engine's fields; the others are left out. */
export function limitsOf({ memoryBytes, cpus, pids }: LimitChange) {
  return {
    ...(memoryBytes === undefined ? {} : { Memory: memoryBytes }),
    ...(cpus === undefined ? {} : { NanoCpus: Math.round(cpus * NANOS_PER_CPU) }),
    ...(pids === undefined ? {} : { PidsLimit: pids }),
  };
}

export function restartPolicyOf({ name, maximumRetries = 0 }: RunSpec['restart']) {
  return { Name: name, MaximumRetryCount: name === 'on-failure' ? maximumRetries : 0 };
}

/** The kernel's name of it, as the docker command line sends it; `ALL` is none of the kernel's. */
function capability(name: string): string {
  const upper = name.toUpperCase();
  return upper === 'ALL' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
}

function portKey({ containerPort, protocol }: PublishedPortSpec): string {
  return `${containerPort}/${protocol}`;
}

interface Binding {
  HostIp: string;
  HostPort: string;
}

function portBindings(ports: readonly PublishedPortSpec[]): Record<string, Binding[]> {
  const bindings: Record<string, Binding[]> = {};
  for (const port of ports) {
    const binding = { HostIp: port.hostAddress ?? '', HostPort: String(port.hostPort ?? '') };
    (bindings[portKey(port)] ??= []).push(binding);
  }
  return bindings;
}

/** What `-v TARGET` alone makes. */
function anonymousVolumes({ mounts }: RunSpec): string[] {
  return mounts.filter(isAnonymous).map(({ target }) => target);
}

function isAnonymous({ kind, source = '', readOnly }: RunSpec['mounts'][number]): boolean {
  return kind === 'volume' && source === '' && !readOnly;
}

/** Each mount in the form that its option has: `-v` makes a bind's missing folder, `--mount` refuses it. */
function mountsOf(spec: RunSpec): Pick<HostConfig, 'Binds' | 'Tmpfs' | 'Mounts'> {
  const named = spec.mounts.filter((mount) => !isAnonymous(mount));
  const tmpfs = named.filter(({ kind }) => kind === 'tmpfs');
  return {
    Binds: named.flatMap((mount) => bindOf(mount) ?? []),
    Tmpfs: Object.fromEntries(tmpfs.map(({ target, readOnly }) => [target, readOnly ? 'ro' : ''])),
    Mounts: named
      .filter((mount) => mount.kind !== 'tmpfs' && bindOf(mount) === undefined)
      .map(({ kind, source = '', target, readOnly }) => ({
        Type: kind,
        Source: source,
        Target: target,
        ReadOnly: readOnly,
      })),
  };
}

function healthcheckOf(health: HealthCheck): NonNullable<CreateBody['Healthcheck']> {
  const { command = '', intervalMs, timeoutMs, startPeriodMs, retries } = health;
  if (command === '') return { Test: ['NONE'] };
  return {
    Test: ['CMD-SHELL', command],
    ...(intervalMs === undefined ? {} : { Interval: intervalMs * NANOS_PER_MS }),
    ...(timeoutMs === undefined ? {} : { Timeout: timeoutMs * NANOS_PER_MS }),
    ...(startPeriodMs === undefined ? {} : { StartPeriod: startPeriodMs * NANOS_PER_MS }),
    ...(retries === undefined ? {} : { Retries: retries }),
  };
}

function isGiven(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
