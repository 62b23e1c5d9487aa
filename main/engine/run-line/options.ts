// The options of `docker run` that a RunSpec holds, each in both directions: what it sets, and what it is written as.

import { SlipwayError } from '../../../preload/contract/errors.ts';
import type { RestartPolicy, RunSpec } from '../../../preload/contract/run-spec.ts';
import { HEALTH_OPTIONS } from './health-options.ts';
import { formatMount, parseMount, parseTmpfs, parseVolume } from './mounts.ts';
import { addPublished, formatPublish } from './ports.ts';
import type { RunOption } from './run-option.ts';
import { formatBytes, formatCpus, parseBytes, parseCount, parseCpus } from './quantities.ts';

/** Fields that are there or not, as text. */
type TextField = 'name' | 'hostname' | 'user' | 'workdir';
/** Fields that are a list of texts, one an option. */
type ListField = 'envFiles' | 'dns' | 'capAdd' | 'capDrop';
type FlagField =
  | 'detach'
  | 'interactive'
  | 'tty'
  | 'autoRemove'
  | 'publishAll'
  | 'privileged'
  | 'readOnly'
  | 'init';

/** In the order in which they are written. */
export const RUN_OPTIONS: readonly RunOption[] = [
  flagOption('detach', 'detach', 'd'),
  flagOption('interactive', 'interactive', 'i'),
  flagOption('tty', 'tty', 't'),
  flagOption('rm', 'autoRemove'),
  textOption('name', 'name'),
  { long: 'restart', takes: 'value', set: setRestart, values: ({ restart }) => formatRestart(restart) },
  {
    long: 'publish',
    short: 'p',
    takes: 'value',
    set: (spec, value) => addPublished(spec.ports, value),
    values: ({ ports }) => ports.map(formatPublish),
  },
  flagOption('publish-all', 'publishAll', 'P'),
  {
    long: 'env',
    short: 'e',
    takes: 'value',
    set: (spec, value) => void spec.env.push(envOf(value)),
    values: ({ env }) =>
      env.map(({ name, value }) => (value === undefined ? named(name) : pair(name, value))),
  },
  listOption('env-file', 'envFiles'),
  mountOption('volume', parseVolume, 'v'),
  mountOption('tmpfs', parseTmpfs),
  mountOption('mount', parseMount),
  {
    long: 'network',
    aliases: ['net'],
    takes: 'value',
    set: setNetwork,
    values: ({ network }) => optional(network),
  },
  textOption('hostname', 'hostname', 'h'),
  {
    long: 'add-host',
    takes: 'value',
    set: (spec, value) => void spec.extraHosts.push(extraHostOf(value)),
    values: ({ extraHosts }) => extraHosts,
  },
  listOption('dns', 'dns'),
  {
    long: 'memory',
    short: 'm',
    takes: 'value',
    set: (spec, value) => setLimit(spec, 'memoryBytes', parseBytes(value)),
    values: ({ limits: { memoryBytes } }) => (memoryBytes === undefined ? [] : [formatBytes(memoryBytes)]),
  },
  {
    long: 'cpus',
    takes: 'value',
    set: (spec, value) => setLimit(spec, 'cpus', parseCpus(value)),
    values: ({ limits: { cpus } }) => (cpus === undefined ? [] : [formatCpus(cpus)]),
  },
  {
    long: 'pids-limit',
    takes: 'value',
    set: (spec, value) => setLimit(spec, 'pids', parseCount(value)),
    values: ({ limits: { pids } }) => (pids === undefined ? [] : [String(pids)]),
  },
  ...HEALTH_OPTIONS,
  textOption('user', 'user', 'u'),
  textOption('workdir', 'workdir', 'w'),
  listOption('cap-add', 'capAdd'),
  listOption('cap-drop', 'capDrop'),
  flagOption('privileged', 'privileged'),
  flagOption('read-only', 'readOnly'),
  flagOption('init', 'init'),
  {
    long: 'label',
    short: 'l',
    takes: 'value',
    set: (spec, value) => {
      const { name, value: says = '' } = envOf(value);
      spec.labels.push({ name, value: says });
    },
    values: ({ labels }) => labels.map(({ name, value }) => (value === '' ? named(name) : pair(name, value))),
  },
  {
    long: 'entrypoint',
    takes: 'value',
    // An empty one switches the image's own off.
    set: (spec, value) => (spec.entrypoint = value === '' ? [] : [value]),
    values: ({ entrypoint }) => (entrypoint === undefined ? [] : [entrypoint[0] ?? '']),
  },
];

function flagOption(long: string, field: FlagField, short?: string): RunOption {
  return {
    long,
    ...(short === undefined ? {} : { short }),
    takes: 'nothing',
    set: (spec, on) => (spec[field] = on),
    isSet: (spec) => spec[field],
  };
}

function textOption(long: string, field: TextField, short?: string): RunOption {
  return {
    long,
    ...(short === undefined ? {} : { short }),
    takes: 'value',
    set: (spec, value) => {
      if (value === '') delete spec[field];
      else spec[field] = value;
    },
    values: (spec) => optional(spec[field]),
  };
}

function listOption(long: string, field: ListField): RunOption {
  return {
    long,
    takes: 'value',
    set: (spec, value) => void spec[field].push(value),
    values: (spec) => spec[field],
  };
}

function mountOption(
  long: 'volume' | 'tmpfs' | 'mount',
  parse: (value: string) => RunSpec['mounts'][number],
  short?: string,
): RunOption {
  return {
    long,
    ...(short === undefined ? {} : { short }),
    takes: 'value',
    set: (spec, value) => void spec.mounts.push(parse(value)),
    values: ({ mounts }) =>
      mounts.map(formatMount).flatMap(({ option, value }) => (option === long ? [value] : [])),
  };
}

function optional(value: string | undefined): string[] {
  return value === undefined || value === '' ? [] : [value];
}

function envOf(text: string): RunSpec['env'][number] {
  const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
  if (name === '') throw new SlipwayError('E_USAGE', `${text}: there is no name before the =`);
  return { name, ...(value === undefined ? {} : { value }) };
}

function pair(name: string, value: string): string {
  return `${named(name)}=${value}`;
}

/** @throws E_USAGE for a name that no command line can say */
function named(name: string): string {
  if (!name.includes('=')) return name;
  throw new SlipwayError('E_USAGE', `a name cannot hold a =, since docker run splits there: ${name}`);
}

/** `host:ip` or `host=ip`, the address perhaps in brackets; the engine wants the first form, bare. */
function extraHostOf(text: string): string {
  const [, host, address = ''] = /^([^:=]+)[:=](.+)$/.exec(text) ?? [];
  if (host === undefined) throw new SlipwayError('E_USAGE', `--add-host ${text}: write it as name:address`);
  return `${host}:${/^\[(.*)\]$/.exec(address)?.[1] ?? address}`;
}

function setNetwork(spec: RunSpec, value: string): void {
  if (spec.network !== undefined)
    throw new SlipwayError('E_USAGE', `--network ${value}: a second network`, {
      hint: `Run it with ${spec.network} alone, and connect it to the other afterwards.`,
    });
  spec.network = value;
}

/** As the docker command line has it, nothing and less mean unlimited. */
function setLimit(spec: RunSpec, field: keyof RunSpec['limits'], amount: number): void {
  if (amount > 0) spec.limits[field] = amount;
  else delete spec.limits[field];
}

function setRestart(spec: RunSpec, value: string): void {
  const [, name = '', retries] = /^([a-z-]+)(?::(\d+))?$/.exec(value === '' ? 'no' : value) ?? [];
  if (!isPolicy(name) || (retries !== undefined && name !== 'on-failure'))
    throw new SlipwayError('E_USAGE', `--restart ${value}: not a restart policy`, {
      hint: 'It is no, always, unless-stopped, on-failure or on-failure:3.',
    });
  spec.restart = { name, ...(retries === undefined ? {} : { maximumRetries: Number(retries) }) };
}

function isPolicy(name: string): name is RestartPolicy['name'] {
  return name === 'no' || name === 'always' || name === 'unless-stopped' || name === 'on-failure';
}

function formatRestart({ name, maximumRetries = 0 }: RestartPolicy): string[] {
  if (name === 'no') return [];
  return [name === 'on-failure' && maximumRetries > 0 ? `on-failure:${maximumRetries}` : name];
}
