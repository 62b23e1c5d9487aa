// Run specs of every kind, for properties: in the one form in which a line says them.

import * as fc from 'fast-check';
import type { HealthCheck, MountSpec, RunSpec } from '../../../../preload/contract/run-spec.ts';

const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((text) => !text.includes('\0'));
const anyText = fc.string({ unit: 'binary', maxLength: 30 }).filter((text) => !text.includes('\0'));
const name = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,12}$/);
const variable = word.filter((text) => !text.includes('='));
const path = word.map((text) => `/${text}`);
const ms = fc.oneof(
  fc.nat(100_000),
  fc.nat(600).map((minutes) => minutes * 60_000),
);

const port = fc.record(
  {
    hostPort: fc.integer({ min: 1, max: 65_535 }),
    hostAddress: fc.oneof(fc.ipV4(), fc.constantFrom('::', '::1', 'fe80::1')),
    containerPort: fc.integer({ min: 1, max: 65_535 }),
    protocol: fc.constantFrom('tcp' as const, 'udp' as const, 'sctp' as const),
  },
  { requiredKeys: ['containerPort', 'protocol'] },
);

const mount: fc.Arbitrary<MountSpec> = fc.oneof(
  fc.record({ kind: fc.constant('bind' as const), source: path, target: path, readOnly: fc.boolean() }),
  fc.record({ kind: fc.constant('volume' as const), source: name, target: path, readOnly: fc.boolean() }),
  fc.record({ kind: fc.constant('volume' as const), target: path, readOnly: fc.boolean() }),
  fc.record({
    kind: fc.constant('tmpfs' as const),
    target: path,
    readOnly: fc.boolean(),
  }),
);

const health: fc.Arbitrary<HealthCheck> = fc.oneof(
  fc.constant({}),
  fc.record(
    {
      command: word,
      intervalMs: ms,
      timeoutMs: ms,
      startPeriodMs: ms,
      retries: fc.nat(20),
    },
    { requiredKeys: ['command'] },
  ),
);

const limits = fc.record(
  {
    memoryBytes: fc.oneof(
      fc.integer({ min: 1, max: 2 ** 40 }),
      fc.integer({ min: 1, max: 64 }).map((gigabytes) => gigabytes * 2 ** 30),
    ),
    cpus: fc.integer({ min: 1, max: 16 * 1e9 }).map((nanos) => nanos / 1e9),
    pids: fc.integer({ min: 1, max: 100_000 }),
  },
  { requiredKeys: [] },
);

const restart = fc.oneof(
  fc.constantFrom(
    { name: 'no' as const },
    { name: 'always' as const },
    { name: 'unless-stopped' as const },
    { name: 'on-failure' as const },
  ),
  fc.record({ name: fc.constant('on-failure' as const), maximumRetries: fc.integer({ min: 1, max: 99 }) }),
);

const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 4 });

/** What a line can say in one way only: an entrypoint of at most one word, no empty texts, no limits of nothing. */
export const runSpecs: fc.Arbitrary<RunSpec> = fc.record(
  {
    image: fc.stringMatching(/^[a-z0-9]{1,8}(\/[a-z0-9]{1,8}){0,2}(:[a-z0-9][a-z0-9.-]{0,8})?$/),
    name,
    command: several(anyText),
    entrypoint: fc.oneof(
      fc.constant<string[]>([]),
      word.map((program) => [program]),
    ),
    env: several(fc.record({ name: variable, value: anyText }, { requiredKeys: ['name'] })),
    envFiles: several(path),
    labels: several(fc.record({ name: variable, value: anyText })),
    ports: several(port),
    publishAll: fc.boolean(),
    mounts: several(mount),
    network: fc.oneof(
      name,
      name.map((container) => `container:${container}`),
    ),
    hostname: word,
    extraHosts: several(fc.tuple(name, fc.oneof(fc.ipV4(), fc.ipV6())).map((parts) => parts.join(':'))),
    dns: several(fc.ipV4()),
    limits,
    restart,
    health,
    user: word,
    workdir: path,
    capAdd: several(fc.constantFrom('NET_ADMIN', 'SYS_TIME', 'ALL')),
    capDrop: several(fc.constantFrom('MKNOD', 'CHOWN')),
    privileged: fc.boolean(),
    readOnly: fc.boolean(),
    init: fc.boolean(),
    autoRemove: fc.boolean(),
    interactive: fc.boolean(),
    tty: fc.boolean(),
    detach: fc.boolean(),
  },
  {
    requiredKeys: [
      'image',
      'command',
      'env',
      'envFiles',
      'labels',
      'ports',
      'publishAll',
      'mounts',
      'extraHosts',
      'dns',
      'limits',
      'restart',
      'capAdd',
      'capDrop',
      'privileged',
      'readOnly',
      'init',
      'autoRemove',
      'interactive',
      'tty',
      'detach',
    ],
  },
);

/** The same, but for the order in which mounts are written: `-v` before `--tmpfs` before `--mount`. */
export function withMountsInOrder(spec: RunSpec): RunSpec {
  const key = (one: MountSpec) => JSON.stringify([one.kind, one.source, one.target, one.readOnly]);
  return { ...spec, mounts: [...spec.mounts].sort((a, b) => (key(a) < key(b) ? -1 : 1)) };
}
