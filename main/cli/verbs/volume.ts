// The verbs of `slipway volume`.

import type { Verb } from '../command.ts';

const LIST = {
  summary: 'the volumes and who has each',
  options: [['--sizes', 'measure them, which takes a while']],
  printsData: true,
  load: () => import('../commands/volume-ls.ts'),
} satisfies Partial<Verb>;

export const VOLUME: Verb = {
  ...LIST,
  name: 'volume',
  summary: 'list volumes, or make, remove, back up and restore them: volume backup',
  verbs: [
    { ...LIST, name: 'ls', alias: 'list' },
    {
      name: 'create',
      words: '<name>',
      summary: 'make a volume',
      options: [['--label <name=value...>', 'a label']],
      load: () => import('../commands/volume-create.ts'),
    },
    {
      name: 'rm',
      words: '<name...>',
      summary: 'remove volumes that no container has, with all that is in them',
      printsData: true,
      load: () => import('../commands/volume-rm.ts'),
    },
    {
      name: 'prune',
      summary: 'remove volumes without a name of their own that no container has',
      options: [
        ['-a, --all', 'those with a name too'],
        ['-y, --yes', 'do not ask'],
      ],
      printsData: true,
      load: () => import('../commands/volume-prune.ts'),
    },
    {
      name: 'inspect',
      words: '<name...>',
      summary: 'all the engine knows of volumes, as JSON',
      printsData: true,
      load: () => import('../commands/volume-inspect.ts'),
    },
    {
      name: 'backup',
      words: '<name> [file]',
      summary: 'write the files of a volume to a tar file (NAME.tar)',
      load: () => import('../commands/volume-backup.ts'),
    },
    {
      name: 'restore',
      words: '<name> <file>',
      summary: 'put the files of a tar file into a volume, made if there is none',
      load: () => import('../commands/volume-restore.ts'),
    },
  ],
};
