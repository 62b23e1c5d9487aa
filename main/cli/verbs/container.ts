// The verbs of `slipway container`.

import type { Verb } from '../command.ts';
import { CONTAINER_ACTIONS } from './container-actions.ts';

const LIST = {
  summary: 'the containers that run',
  options: [['-a, --all', 'those that do not run as well']],
  printsData: true,
  load: () => import('../commands/container-ls.ts'),
} satisfies Partial<Verb>;

export const CONTAINER: Verb = {
  ...LIST,
  name: 'container',
  summary: 'list containers, or run, stop, remove them and look into them: container logs',
  verbs: [
    { ...LIST, name: 'ls', alias: 'list' },
    {
      name: 'run',
      words: '[words...]',
      summary: 'run a container, with the words of docker run: -it alpine sh, -d -p 8080:80 nginx',
      readsItsOptions: true,
      printsData: true,
      load: () => import('../commands/container-run.ts'),
    },
    ...CONTAINER_ACTIONS,
    {
      name: 'rename',
      words: '<container> <name>',
      summary: 'give a container another name',
      load: () => import('../commands/container-rename.ts'),
    },
    {
      name: 'prune',
      summary: 'remove every container that does not run',
      options: [['-y, --yes', 'do not ask']],
      printsData: true,
      load: () => import('../commands/container-prune.ts'),
    },
    {
      name: 'logs',
      words: '<container...>',
      summary: 'what containers wrote, several in one order of time',
      options: [
        ['-f, --follow', 'go on as more is written'],
        ['-n, --lines <count>', 'only the last lines of each'],
        ['-t, --timestamps', 'with the time of each line'],
        ['--since <moment>', '10m ago, or a moment of the calendar'],
        ['--until <moment>', 'likewise'],
      ],
      printsData: true,
      load: () => import('../commands/container-logs.ts'),
    },
    {
      name: 'exec',
      words: '<container> <command...>',
      summary: 'run a program in a container: -it web sh',
      options: [
        ['-i, --interactive', 'what is typed goes to the program'],
        ['-t, --tty', 'it has a terminal, where we have one'],
        ['-u, --user <name>', 'as whom it runs'],
      ],
      passesThrough: true,
      load: () => import('../commands/container-exec.ts'),
    },
    {
      name: 'top',
      words: '<container>',
      summary: 'the processes in a container',
      printsData: true,
      load: () => import('../commands/container-top.ts'),
    },
    {
      name: 'stats',
      words: '[container...]',
      summary: 'what containers use of processor, memory, network and disk',
      options: [['--no-stream', 'once, as it is now']],
      printsData: true,
      load: () => import('../commands/container-stats.ts'),
    },
    {
      name: 'inspect',
      words: '<container...>',
      summary: 'all the engine knows of containers, as JSON',
      printsData: true,
      load: () => import('../commands/container-inspect.ts'),
    },
    {
      name: 'cp',
      words: '<from> <to>',
      summary: 'copy files out of a container or into it: cp web:/etc/hosts .',
      load: () => import('../commands/container-cp.ts'),
    },
    {
      name: 'port',
      words: '<container>',
      summary: 'where on this computer its ports are',
      printsData: true,
      load: () => import('../commands/container-port.ts'),
    },
  ],
};
