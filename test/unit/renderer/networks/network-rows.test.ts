// Which networks a filter and a search leave in the list.

import { expect, it } from 'vitest';
import type { NetworkRow } from '../../../../preload/contract/networks.ts';
import { networkCommand } from '../../../../renderer/features/networks/network-commands.ts';
import {
  countContainers,
  countKinds,
  findNetworks,
  isSubnet,
} from '../../../../renderer/features/networks/network-rows.ts';

function network(name: string, builtIn: boolean, containers: NetworkRow['containers'] = []): NetworkRow {
  const rest = { driver: 'bridge', scope: 'local', internal: false, createdMs: 0, gateways: [] };
  return { id: name, name, builtIn, containers, subnets: ['10.5.0.0/16'], ...rest };
}

const web = { id: 'w', name: 'web', address: '10.5.0.7' };
const rows = [network('bridge', true), network('shop', false, [web]), network('back', false, [web])];

it('finds a network by its name, or by who is on it at which address', () => {
  expect(findNetworks(rows, '10.5.0.7', 'all').map(({ name }) => name)).toEqual(['shop', 'back']);
  expect(findNetworks(rows, '', 'builtIn').map(({ name }) => name)).toEqual(['bridge']);
});

it('counts a container on two networks once', () => {
  expect(countContainers(rows)).toBe(1);
  expect(countKinds(rows)).toEqual({ all: 3, own: 2, builtIn: 1 });
});

it.each(['10.5.0.0/16', '192.168.1.0/24', 'fd00:5::/64'])('takes %s for a subnet', (text) =>
  expect(isSubnet(text)).toBe(true),
);

it.each(['10.5.0.0', '10.5.0.0/33', '10.5.0.256/8', '10.5.0/8', 'x/8', '10.5.0.0/16/2'])(
  'refuses %s as a subnet before the engine is asked',
  (text) => expect(isSubnet(text)).toBe(false),
);

it('gives the line that makes the same network', () => {
  const wishes = { network: 'shop', driver: 'bridge', internal: true, subnet: '10.5.0.0/16' } as const;
  expect(networkCommand.create(wishes)).toBe(
    'docker network create --driver bridge --internal --subnet 10.5.0.0/16 shop',
  );
});
