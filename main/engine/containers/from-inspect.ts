// The engine's account of a container, turned back into what it was run with: less what its image brings. Pure.

import type { RunSpec } from '../../../preload/contract/run-spec.ts';
import { NANOS_PER_CPU } from '../run-line/quantities.ts';
import { quoteWord } from '../run-line/words.ts';
import type {
  InspectedConfig,
  InspectedContainer,
  InspectedHealthcheck,
  InspectedHostConfig,
} from './inspected.ts';
import { mountsFrom } from './mounts-from-inspect.ts';

const NANOS_PER_MS = 1e6;
/** Letters of its id that the engine names a container's host after. */
const NAMED_AFTER_ID = 12;

export interface Origin {
  /** What the image says; undefined if it is gone: then all is taken for the container's own. */
  image: InspectedConfig | undefined;
  /** The name that containers on the machine's own network have without being given one. */
  machineHostname: string;
}

export function specFromInspect(container: InspectedContainer, { image, machineHostname }: Origin): RunSpec {
  const { Config: config, HostConfig: host } = container;
  const named = {
    name: container.Name.replace(/^\//, ''),
    hostname: hostnameOf(container, machineHostname),
    user: unlessSame(config.User, image?.User),
    workdir: unlessSame(config.WorkingDir, image?.WorkingDir),
    network: ['', 'default', 'bridge'].includes(host.NetworkMode ?? '') ? undefined : host.NetworkMode,
    health: healthOf(config.Healthcheck ?? {}, image?.Healthcheck ?? {}),
  };
  return {
    image: config.Image,
    ...definedOf(named),
    ...programOf(config, image),
    env: (config.Env ?? []).filter((one) => !(image?.Env ?? []).includes(one)).map(envOf),
    envFiles: [],
    labels: Object.entries(config.Labels ?? {})
      .filter(([name, value]) => image?.Labels?.[name] !== value)
      .map(([name, value]) => ({ name, value })),
    ports: portsOf(host),
    publishAll: host.PublishAllPorts ?? false,
    mounts: mountsFrom(host, Object.keys(config.Volumes ?? {}), Object.keys(image?.Volumes ?? {})),
    extraHosts: host.ExtraHosts ?? [],
    dns: host.Dns ?? [],
    limits: limitsOf(host),
    restart: restartOf(host),
    capAdd: (host.CapAdd ?? []).map(capability),
    capDrop: (host.CapDrop ?? []).map(capability),
    privileged: host.Privileged ?? false,
    readOnly: host.ReadonlyRootfs ?? false,
    init: host.Init ?? false,
    autoRemove: host.AutoRemove ?? false,
    interactive: config.OpenStdin ?? false,
    tty: config.Tty ?? false,
    detach:
      !(config.AttachStdin ?? false) && !(config.AttachStdout ?? false) && !(config.AttachStderr ?? false),
  };
}

/**
 * With an entrypoint of one's own the engine leaves the image's command out: so a command that is empty where the image
 * has one tells of an entrypoint that was given, even if it is the image's.
 */
function programOf(config: InspectedConfig, image: InspectedConfig | undefined) {
  const [command, entrypoint] = [config.Cmd ?? [], config.Entrypoint ?? []];
  const [imageCommand, imageEntrypoint] = [image?.Cmd ?? [], image?.Entrypoint ?? []];
  const own = !same(entrypoint, imageEntrypoint) || (command.length === 0 && imageCommand.length > 0);
  if (own) return { command, entrypoint };
  return { command: same(command, imageCommand) ? [] : command };
}

/** The engine names a container after its id; one that shares another network has the name that is there. */
function hostnameOf(
  { Id, Config, HostConfig }: InspectedContainer,
  machineHostname: string,
): string | undefined {
  const hostname = Config.Hostname ?? '';
  const mode = HostConfig.NetworkMode ?? '';
  if (mode.startsWith('container:') || (mode === 'host' && hostname === machineHostname)) return undefined;
  return hostname === '' || hostname === Id.slice(0, NAMED_AFTER_ID) ? undefined : hostname;
}

function healthOf(check: InspectedHealthcheck, image: InspectedHealthcheck): RunSpec['health'] {
  const [kind, ...words] = check.Test ?? [];
  if (kind === undefined || same(numbersAndTest(check), numbersAndTest(image))) return undefined;
  if (kind === 'NONE') return {};
  const command = kind === 'CMD-SHELL' ? words.join(' ') : words.map(quoteWord).join(' ');
  return {
    command,
    ...definedOf({
      intervalMs: positiveMs(check.Interval),
      timeoutMs: positiveMs(check.Timeout),
      startPeriodMs: positiveMs(check.StartPeriod),
      retries: positive(check.Retries),
    }),
  };
}

function numbersAndTest({ Test, Interval, Timeout, StartPeriod, Retries }: InspectedHealthcheck) {
  return [Test ?? [], Interval ?? 0, Timeout ?? 0, StartPeriod ?? 0, Retries ?? 0];
}

function portsOf({ PortBindings }: InspectedHostConfig): RunSpec['ports'] {
  return Object.entries(PortBindings ?? {}).flatMap(([key, bindings]) => {
    const [port = '', protocol = 'tcp'] = key.split('/');
    return (bindings ?? []).map(({ HostIp, HostPort }) =>
      Object.assign(
        { containerPort: Number(port), protocol: protocolOf(protocol) },
        definedOf({
          hostPort: positive(Number(HostPort ?? 0)),
          hostAddress: HostIp === '' ? undefined : HostIp,
        }),
      ),
    );
  });
}

function protocolOf(text: string): RunSpec['ports'][number]['protocol'] {
  return text === 'udp' || text === 'sctp' ? text : 'tcp';
}

function limitsOf({
  Memory,
  NanoCpus,
  CpuQuota,
  CpuPeriod,
  PidsLimit,
}: InspectedHostConfig): RunSpec['limits'] {
  // Compose's older form of the same limit; a period that is not given is 100 ms.
  const quota = Math.round(((CpuQuota ?? 0) / ((CpuPeriod ?? 0) || 100_000)) * NANOS_PER_CPU);
  const nanos = positive(NanoCpus) ?? positive(quota);
  return definedOf({
    memoryBytes: positive(Memory),
    cpus: nanos === undefined ? undefined : nanos / NANOS_PER_CPU,
    pids: positive(PidsLimit),
  });
}

function restartOf({ RestartPolicy }: InspectedHostConfig): RunSpec['restart'] {
  const name = RestartPolicy?.Name ?? '';
  if (name === 'always' || name === 'unless-stopped') return { name };
  if (name !== 'on-failure') return { name: 'no' };
  return { name, ...definedOf({ maximumRetries: positive(RestartPolicy?.MaximumRetryCount) }) };
}

function envOf(text: string): RunSpec['env'][number] {
  const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  return value === undefined ? { name } : { name, value };
}

/** `--cap-add` is as well understood without the kernel's prefix. */
function capability(name: string): string {
  return name.replace(/^CAP_/, '');
}

function unlessSame(own: string | null | undefined, image: string | null | undefined): string | undefined {
  return (own ?? '') === '' || own === image ? undefined : (own ?? undefined);
}

function positive(value: number | null | undefined): number | undefined {
  return (value ?? 0) > 0 ? (value ?? undefined) : undefined;
}

function positiveMs(nanos: number | null | undefined): number | undefined {
  return positive(Math.round((nanos ?? 0) / NANOS_PER_MS));
}

function same(one: readonly unknown[], other: readonly unknown[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

type Defined<T> = { [K in keyof T]?: NonNullable<T[K]> };

/** Without the members that are undefined or null. */
function definedOf<T extends object>(members: T): Defined<T> {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined && value !== null);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same members, less those that are not there
  return Object.fromEntries(entries) as Defined<T>;
}
