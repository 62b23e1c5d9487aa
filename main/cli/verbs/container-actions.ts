// The verbs of `slipway container` that do one thing to several of them.

import type { Verb } from '../command.ts';

const GRACE = ['-t, --time <seconds>', 'how long they may take to end by themselves'] as const;
const SEVERAL = { words: '<container...>', printsData: true } as const;

export const CONTAINER_ACTIONS: readonly Verb[] = [
  {
    ...SEVERAL,
    name: 'start',
    summary: 'start containers',
    load: () => import('../commands/container-start.ts'),
  },
  {
    ...SEVERAL,
    name: 'stop',
    summary: 'ask containers to end; those that do not are ended',
    options: [GRACE],
    load: () => import('../commands/container-stop.ts'),
  },
  {
    ...SEVERAL,
    name: 'restart',
    summary: 'stop containers and start them again',
    options: [GRACE],
    load: () => import('../commands/container-restart.ts'),
  },
  {
    ...SEVERAL,
    name: 'pause',
    summary: 'freeze containers where they are',
    load: () => import('../commands/container-pause.ts'),
  },
  {
    ...SEVERAL,
    name: 'unpause',
    summary: 'let paused containers go on',
    load: () => import('../commands/container-unpause.ts'),
  },
  {
    ...SEVERAL,
    name: 'kill',
    summary: 'send containers a signal',
    options: [['-s, --signal <name>', 'which; SIGKILL unless said otherwise']],
    load: () => import('../commands/container-kill.ts'),
  },
  {
    ...SEVERAL,
    name: 'rm',
    summary: 'take containers away',
    options: [
      ['-f, --force', 'also those that run'],
      ['-v, --volumes', 'with the volumes that have no name of their own'],
    ],
    load: () => import('../commands/container-rm.ts'),
  },
];
