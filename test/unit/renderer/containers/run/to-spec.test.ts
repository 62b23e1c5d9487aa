// The run form loses nothing of what a container is run with, and names what is wrong at the field where it is.

import { array, assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainRun, type RunSpec } from '../../../../../preload/contract/run-spec.ts';
import {
  emptyValues,
  newEnv,
  newMount,
  newPort,
  valuesOf,
} from '../../../../../renderer/features/containers/run/run-values.ts';
import { countSet } from '../../../../../renderer/features/containers/run/set-count.ts';
import { readValues } from '../../../../../renderer/features/containers/run/to-spec.ts';

const FULL: RunSpec = {
  ...plainRun('registry.example:5000/team/app:1.2'),
  name: 'app',
  command: ['serve', '--title', 'two words', "it's", ''],
  entrypoint: ['/bin/tini', '--'],
  env: [{ name: 'A', value: '1' }, { name: 'EMPTY', value: '' }, { name: 'FROM_HERE' }],
  envFiles: ['/home/me/.env'],
  labels: [{ name: 'a.b', value: 'c d' }],
  ports: [
    { hostAddress: '127.0.0.1', hostPort: 8080, containerPort: 80, protocol: 'tcp' },
    { containerPort: 53, protocol: 'udp' },
  ],
  publishAll: true,
  mounts: [
    { kind: 'volume', source: 'data', target: '/data', readOnly: false },
    { kind: 'bind', source: '/srv', target: '/srv', readOnly: true },
    { kind: 'tmpfs', target: '/tmp', readOnly: false },
  ],
  network: 'container:other',
  hostname: 'app.local',
  extraHosts: ['db:10.0.0.2'],
  dns: ['1.1.1.1'],
  limits: { memoryBytes: 512 * 1024 ** 2, cpus: 1.5, pids: 100 },
  restart: { name: 'on-failure', maximumRetries: 3 },
  health: { command: 'true', intervalMs: 90_000, timeoutMs: 1500, startPeriodMs: 0, retries: 2 },
  user: '1000:1000',
  workdir: '/srv',
  capAdd: ['NET_ADMIN'],
  capDrop: ['ALL'],
  privileged: true,
  readOnly: true,
  init: true,
  interactive: true,
  tty: true,
};

describe('the form', () => {
  test('gives back everything that it was filled with', () => {
    const { spec, faults } = readValues(valuesOf(FULL), []);
    expect(faults).toEqual({});
    expect(JSON.parse(JSON.stringify(spec))).toEqual(FULL);
  });

  test('gives back any command, whatever its words hold', () => {
    assert(
      property(array(string()), (command) => {
        expect(readValues(valuesOf({ ...plainRun('a'), command }), []).spec?.command).toEqual(command);
      }),
    );
  });

  test('says nothing of what was left empty', () => {
    const values = { ...emptyValues('alpine'), env: [newEnv()], ports: [newPort()], mounts: [newMount()] };
    const spec: unknown = JSON.parse(JSON.stringify(readValues(values, []).spec));
    expect(spec).toEqual(plainRun('alpine'));
  });

  test('keeps apart the image’s health check and none', () => {
    expect(readValues(valuesOf(plainRun('a')), []).spec?.health).toBeUndefined();
    expect(readValues(valuesOf({ ...plainRun('a'), health: {} }), []).spec?.health).toEqual({});
  });

  test('tells beside a closed section how much was said in it', () => {
    const values = valuesOf(FULL);
    expect(countSet('storage', values)).toBe(4);
    expect(countSet('health', emptyValues())).toBe(0);
  });
});

describe('what is wrong', () => {
  const faultsOf = (given: Partial<ReturnType<typeof emptyValues>>) =>
    Object.keys(readValues({ ...emptyValues('alpine'), ...given }, [{ name: 'taken' }]).faults);

  test.each([
    ['no image', { image: ' ' }, ['image']],
    ['an image that leads elsewhere', { image: '../x' }, ['image']],
    ['another’s name', { name: 'taken' }, ['name']],
    ['an open quote', { command: 'echo "a' }, ['command']],
    ['an amount in no unit', { memory: '5 apples' }, ['memory']],
    ['no processor at all', { cpus: '0' }, ['cpus']],
    ['a variable with = in its name', { env: [newEnv('A=B', '1')] }, ['env.0.name']],
    ['a value without a variable', { env: [newEnv('', '1')] }, ['env.0.name']],
    [
      'a port beyond the last',
      { ports: [newPort({ hostPort: '70000', containerPort: '80' })] },
      ['ports.0.hostPort'],
    ],
    ['a port to nowhere', { ports: [newPort({ hostPort: '80' })] }, ['ports.0.containerPort']],
    [
      'a port twice',
      {
        ports: [
          newPort({ hostPort: '80', containerPort: '80' }),
          newPort({ hostPort: '80', containerPort: '81' }),
        ],
      },
      ['ports.1.hostPort'],
    ],
    ['a path that is none', { mounts: [newMount({ source: 'data', target: 'data' })] }, ['mounts.0.target']],
    [
      'a folder taken for a volume',
      { mounts: [newMount({ source: '/srv', target: '/srv' })] },
      ['mounts.0.source'],
    ],
    ['a removal and a restart', { autoRemove: true, restart: 'always' as const }, ['autoRemove']],
    ['a health check without a command', { health: 'command' as const }, ['healthCommand']],
    ['a network that is none', { network: 'a b' }, ['network']],
  ])('%s is said at its field', (_what, given, paths) => {
    expect(faultsOf(given)).toEqual(paths);
  });

  test('the same port is free for another protocol', () => {
    const port = { hostPort: '53', containerPort: '53' };
    expect(faultsOf({ ports: [newPort(port), newPort({ ...port, protocol: 'udp' })] })).toEqual([]);
  });
});
