// What a copied run cannot say is named; what the engine chose by itself is not.

import { expect, test } from 'vitest';
import { InspectedContainer } from '../../../../main/engine/containers/inspected.ts';
import { InspectedExtras, optionsLeftOut } from '../../../../main/engine/containers/left-out.ts';

const PLAIN = {
  Devices: [],
  SecurityOpt: null,
  IpcMode: 'private',
  Runtime: 'runc',
  ShmSize: 67_108_864,
  LogConfig: { Type: 'json-file', Config: { 'max-size': '10m' } },
  Binds: ['data:/data:ro'],
  Tmpfs: { '/run': '' },
};

const leftOut = (host: Record<string, unknown>, network: Record<string, unknown> = { bridge: {} }) => {
  const account = {
    Id: 'a1',
    Name: '/a',
    Image: 'sha256:0',
    HostConfig: { ...PLAIN, ...host },
    Config: { Image: 'img', Domainname: '' },
    NetworkSettings: { Networks: network },
  };
  return optionsLeftOut(InspectedExtras.parse(account), InspectedContainer.parse(account));
};

test('a plain container is told whole', () => {
  expect(leftOut({})).toEqual([]);
});

test('what a spec has no field for is named by its option', () => {
  expect(
    leftOut({
      Devices: [{ PathOnHost: '/dev/fuse' }],
      Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 1 }],
      Sysctls: { 'net.core.somaxconn': '1' },
      PidMode: 'host',
      ShmSize: 1024,
      Tmpfs: { '/run': 'rw,size=64k' },
      Binds: ['/a:/b:ro,z'],
    }),
  ).toEqual([
    '--device',
    '--ulimit',
    '--sysctl',
    '--pid',
    '--shm-size',
    'options of --tmpfs',
    'options of --volume',
  ]);
});

test('so are further networks and addresses of one’s own', () => {
  expect(
    leftOut({}, { back: { IPAMConfig: { IPv4Address: '10.0.0.9' } }, front: { IPAMConfig: null } }),
  ).toEqual(['--ip', 'a second --network']);
});
