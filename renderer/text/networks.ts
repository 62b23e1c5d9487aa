// Words of the networks' page.

import { plural } from './plural.ts';

export const networksText = {
  title: 'Networks',
  summary: (networks: number, containers: number) =>
    `${plural(networks, 'network')}, ${plural(containers, 'container')} on them`,
  search: 'Name, address, project or container',
  kinds: { all: 'All', own: 'Own', builtIn: 'The engine’s' },
  view: 'Shown as',
  views: { list: 'List', map: 'Map' },
  name: 'Name',
  driver: 'Driver',
  subnet: 'Subnet',
  gateway: 'Gateway',
  containers: 'Containers',
  users: (count: number) => (count === 0 ? 'none' : plural(count, 'container')),
  internal: 'internal',
  internalYes: 'internal, no way out',
  internalNo: 'has a way out',
  reach: 'Reach',
  created: 'Created',
  project: 'Project',
  scope: 'Scope',
  none: 'No networks of your own yet',
  noneWhy:
    'Containers on one network find each other by name and by nobody else. Put those that belong together on a network of their own.',
  noneCommand: 'docker network create shop',
  noneOfKind: 'No network of that kind',
  unknown: 'none',

  actions: {
    create: 'Create',
    connect: 'Connect a container',
    disconnect: 'Disconnect',
    remove: 'Remove',
    prune: 'Prune',
    inspect: 'Show details',
  },

  createTitle: 'Create a network',
  newName: 'Name',
  nameWrong: 'Begins with a letter or a digit; then also _ . -',
  driverWhy: {
    bridge: 'bridge: a network inside the machine',
    macvlan: 'macvlan: containers with hardware addresses of their own',
    ipvlan: 'ipvlan: containers share the machine’s hardware address',
  },
  subnetWhy: 'Else one that the engine chooses',
  subnetWrong: 'An address and its bits, as 10.5.0.0/16',
  gatewayWhy: 'Else the first address of the subnet',
  gatewayWrong: 'An address, as 10.5.0.1; it needs a subnet',
  internalLabel: 'Internal: containers on it reach each other, and nothing outside',

  connectTitle: (name: string) => `Connect a container to ${name}`,
  container: 'Container',
  noContainer: 'All containers are on it already',
  disconnectTitle: (container: string, network: string) => `Disconnect ${container} from ${network}?`,
  disconnectWhat: 'It cannot be reached there any more, and open connections end.',
  disconnected: 'disconnected',

  removeTitle: (count: number) => `Remove ${plural(count, 'network')}?`,
  removeWhat: 'Containers that are to join them later will not start until the network is there again.',
  removeUsed: 'Networks with containers on them stay until those are disconnected.',
  removed: (count: number) => `${plural(count, 'network')} removed`,
  pruneTitle: 'Remove networks that nobody uses?',
  pruneWhat: 'All networks of your own without a container on them go.',
  pruned: (names: readonly string[]) =>
    names.length === 0 ? 'There was none' : `Removed: ${names.join(', ')}`,

  gone: 'There is no such network any more',
  nobody: 'No container is on it',
  noAddress: 'no address',
  inspect: 'Inspect',

  map: 'Map of networks and the containers on them',
  mapHint: 'A container on several networks stands in each; a line ties what is the same.',
  mapNode: (container: string, network: string, address: string) =>
    `${container} on ${network}: ${address === '' ? 'no address' : address}`,
  mapBand: (network: string, count: number) => `${network}, ${plural(count, 'container')}`,
  mapMore: (count: number) => `and ${count} more`,
  mapEmpty: 'no containers',
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  zoomFit: 'Fit into the window',
} as const;
