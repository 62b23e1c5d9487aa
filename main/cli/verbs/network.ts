// The verbs of `slipway network`.

import type { Verb } from '../command.ts';

const LIST = {
  summary: 'the networks and the containers on each',
  printsData: true,
  load: () => import('../commands/network-ls.ts'),
};

export const NETWORK: Verb = {
  ...LIST,
  name: 'network',
  summary: 'list networks, or make and remove them and put containers on them: network connect',
  verbs: [
    { ...LIST, name: 'ls', alias: 'list' },
    {
      name: 'create',
      words: '<name>',
      summary: 'make a network',
      options: [
        ['--driver <name>', 'bridge (the default), macvlan or ipvlan'],
        ['--internal', 'without a way out of the machine'],
        ['--subnet <cidr>', 'its addresses, for example 10.5.0.0/16'],
        ['--gateway <address>', 'the machine’s own address on it'],
      ],
      load: () => import('../commands/network-create.ts'),
    },
    {
      name: 'rm',
      words: '<name...>',
      summary: 'remove networks that no container is on',
      printsData: true,
      load: () => import('../commands/network-rm.ts'),
    },
    {
      name: 'prune',
      summary: 'remove every network that no container is on',
      options: [['-y, --yes', 'do not ask']],
      printsData: true,
      load: () => import('../commands/network-prune.ts'),
    },
    {
      name: 'connect',
      words: '<name> <container>',
      summary: 'put a container on a network',
      load: () => import('../commands/network-connect.ts'),
    },
    {
      name: 'disconnect',
      words: '<name> <container>',
      summary: 'take a container off a network',
      options: [['-f, --force', 'also one that is gone']],
      load: () => import('../commands/network-disconnect.ts'),
    },
    {
      name: 'inspect',
      words: '<name...>',
      summary: 'all the engine knows of networks, as JSON',
      printsData: true,
      load: () => import('../commands/network-inspect.ts'),
    },
  ],
};
