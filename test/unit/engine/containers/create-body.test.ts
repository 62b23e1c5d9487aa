// What is asked for is what the engine is told, and what the engine tells of it is what was asked for.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainRun, type RunSpec } from '../../../../preload/contract/run-spec.ts';
import { createBody } from '../../../../main/engine/containers/create-body.ts';
import { specFromInspect } from '../../../../main/engine/containers/from-inspect.ts';
import { InspectedContainer, type InspectedConfig } from '../../../../main/engine/containers/inspected.ts';
import { parseRunLine } from '../../../../main/engine/run-line/parse.ts';
import { runSpecs } from '../run-line/specs.ts';

const ID = 'a1b2c3d4e5f6'.repeat(5);
const NO_IMAGE = { image: undefined, machineHostname: 'slipway' };

/** What an engine tells of a container that was made with this body of an image that brings nothing. */
function engineAccount(spec: RunSpec, changes: Record<string, unknown> = {}): InspectedContainer {
  const { HostConfig, ...config } = createBody(spec, []);
  return InspectedContainer.parse({
    Id: ID,
    Name: `/${spec.name ?? 'quiet_name'}`,
    Image: 'sha256:0',
    HostConfig,
    Config: { Hostname: ID.slice(0, 12), ...config, ...changes },
  });
}

const uniqueBy = <T>(list: readonly T[], key: (one: T) => string) => [
  ...new Map(list.map((one) => [key(one), one])).values(),
];
const sorted = <T>(list: readonly T[]) =>
  [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** Lists that the engine keeps as maps, in one order; what it does not keep left out. */
function asKept(spec: RunSpec): unknown {
  return JSON.parse(
    JSON.stringify({
      ...spec,
      name: spec.name ?? 'quiet_name',
      entrypoint: spec.entrypoint?.filter((word) => word !== ''),
      envFiles: [],
      labels: sorted(spec.labels.map(({ name, value }) => [name, value])),
      ports: sorted(spec.ports.map((port) => sorted(Object.entries(port)))),
      mounts: sorted(spec.mounts.map((mount) => sorted(Object.entries(mount)))),
      health: Object.fromEntries(
        Object.entries(spec.health ?? { none: 1 }).filter(([, value]) => value !== 0),
      ),
    }),
  );
}

test('a container tells of itself what it was run with', () => {
  fc.assert(
    fc.property(runSpecs, (made) => {
      const spec = {
        ...made,
        labels: uniqueBy(made.labels, ({ name }) => name).filter(({ name }) => name !== '__proto__'),
        mounts: uniqueBy(made.mounts, ({ target }) => target),
        network: made.network === 'bridge' || made.network === 'default' ? 'other' : made.network,
      };
      // A container on another's network has the name that is there.
      if (spec.network?.startsWith('container:') === true) delete spec.hostname;
      expect(asKept(specFromInspect(engineAccount(spec as RunSpec), NO_IMAGE))).toEqual(
        asKept(spec as RunSpec),
      );
    }),
    { numRuns: 300 },
  );
});

test('the body is what `docker run` would send', () => {
  const spec = parseRunLine(
    'docker run -d -p 127.0.0.1:8080:80 -p 53/udp -v data:/d -v /scratch -v /srv:/srv:ro --tmpfs /run ' +
      '--mount type=bind,source=/a:b,target=/c -e A=b -e NAME -l x=y -m 64m --cpus .5 --pids-limit 9 ' +
      '--restart on-failure:3 --health-cmd true --health-interval 2s --cap-add net_admin --cap-drop ALL ' +
      "--entrypoint '' -i nginx sleep 1",
  );
  expect(createBody(spec, [{ name: 'FROM', value: 'file' }])).toMatchObject({
    Image: 'nginx',
    Cmd: ['sleep', '1'],
    Entrypoint: [''],
    Env: ['FROM=file', 'A=b', 'NAME'],
    Labels: { x: 'y' },
    ExposedPorts: { '80/tcp': {}, '53/udp': {} },
    Volumes: { '/scratch': {} },
    Healthcheck: { Test: ['CMD-SHELL', 'true'], Interval: 2_000_000_000 },
    OpenStdin: true,
    StdinOnce: false,
    AttachStdout: false,
    HostConfig: {
      PortBindings: {
        '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '8080' }],
        '53/udp': [{ HostIp: '', HostPort: '' }],
      },
      Binds: ['data:/d', '/srv:/srv:ro'],
      Tmpfs: { '/run': '' },
      Mounts: [{ Type: 'bind', Source: '/a:b', Target: '/c', ReadOnly: false }],
      Memory: 64 * 2 ** 20,
      NanoCpus: 5e8,
      PidsLimit: 9,
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
      CapAdd: ['CAP_NET_ADMIN'],
      CapDrop: ['ALL'],
    },
  });
});

describe('what the image brings is not told as the container’s own', () => {
  const image: InspectedConfig = {
    Env: ['PATH=/bin', 'LANG=C'],
    Cmd: ['serve'],
    Entrypoint: ['/start'],
    Labels: { maker: 'them' },
    WorkingDir: '/srv',
    User: 'web',
    ExposedPorts: { '80/tcp': {} },
    Volumes: { '/data': {} },
    Healthcheck: { Test: ['CMD', 'look', 'at it'], Interval: 5e9 },
  };
  const told = (changes: Record<string, unknown>, from: InspectedConfig | undefined = image) =>
    specFromInspect(engineAccount(plainRun('img'), { ...image, ...changes }), { ...NO_IMAGE, image: from });

  test('nothing of it', () => {
    expect(told({})).toEqual({ ...plainRun('img'), name: 'quiet_name' });
  });

  test('but what was changed is', () => {
    const changed = told({
      Env: ['LANG=de', 'MINE=1', 'PATH=/bin'],
      Labels: { maker: 'me', more: '' },
      WorkingDir: '/',
      User: 'root',
      Volumes: { '/data': {}, '/mine': {} },
      Healthcheck: { Test: ['NONE'] },
      Cmd: ['other'],
    });
    expect(changed).toEqual({
      ...plainRun('img'),
      name: 'quiet_name',
      env: [
        { name: 'LANG', value: 'de' },
        { name: 'MINE', value: '1' },
      ],
      labels: [
        { name: 'maker', value: 'me' },
        { name: 'more', value: '' },
      ],
      workdir: '/',
      user: 'root',
      mounts: [{ kind: 'volume', target: '/mine', readOnly: false }],
      health: {},
      command: ['other'],
    });
  });

  test('an entrypoint of one’s own takes the image’s command away', () => {
    expect(told({ Entrypoint: ['sh'], Cmd: ['serve'] })).toMatchObject({
      entrypoint: ['sh'],
      command: ['serve'],
    });
    expect(told({ Cmd: null })).toMatchObject({ entrypoint: ['/start'], command: [] });
    expect(told({ Entrypoint: null, Cmd: ['sh'] })).toMatchObject({ entrypoint: [], command: ['sh'] });
  });

  test('all is kept when the image is gone', () => {
    const { command, entrypoint, env, user, health } = specFromInspect(
      engineAccount(plainRun('img'), { ...image }),
      NO_IMAGE,
    );
    expect({ command, entrypoint, env, user, health }).toEqual({
      command: ['serve'],
      entrypoint: ['/start'],
      env: [
        { name: 'PATH', value: '/bin' },
        { name: 'LANG', value: 'C' },
      ],
      user: 'web',
      health: { command: "look 'at it'", intervalMs: 5_000 },
    });
  });
});

test('an account full of nulls is understood', () => {
  const names = Object.keys(InspectedContainer.shape.HostConfig.shape);
  const account = {
    Id: ID,
    Name: '/x',
    Image: 'sha256:0',
    HostConfig: Object.fromEntries(names.map((name) => [name, null])),
    Config: { Image: 'img', Env: null, Cmd: null, Labels: null, Healthcheck: null, AttachStdout: null },
  };
  expect(specFromInspect(InspectedContainer.parse(account), NO_IMAGE)).toEqual({
    ...plainRun('img'),
    name: 'x',
  });
});

test('the machine’s own name is nobody’s choice on its network', () => {
  const account = engineAccount({ ...plainRun('img'), network: 'host', hostname: 'slipway' });
  expect(specFromInspect(account, NO_IMAGE).hostname).toBeUndefined();
});
