// What is done to networks here, as lines for the terminal. Pure.

import { shellLine } from '../../client/shell-line.ts';

export interface NetworkWishes {
  network: string;
  driver: 'bridge' | 'macvlan' | 'ipvlan';
  internal: boolean;
  subnet?: string;
  gateway?: string;
}

export const networkCommand = {
  create: ({ network, driver, internal, subnet, gateway }: NetworkWishes) =>
    shellLine([
      'docker',
      'network',
      'create',
      '--driver',
      driver,
      ...(internal ? ['--internal'] : []),
      ...(subnet === undefined ? [] : ['--subnet', subnet]),
      ...(gateway === undefined ? [] : ['--gateway', gateway]),
      network,
    ]),
  connect: (network: string, container: string) =>
    shellLine(['docker', 'network', 'connect', network, container]),
  disconnect: (network: string, container: string) =>
    shellLine(['docker', 'network', 'disconnect', network, container]),
  remove: (names: readonly string[]) => shellLine(['docker', 'network', 'rm', ...names]),
  prune: () => 'docker network prune --force',
  inspect: (name: string) => shellLine(['docker', 'network', 'inspect', name]),
};
